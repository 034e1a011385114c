using System.Diagnostics;
using System.Text.Json;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A test of the built product over real processes: a user of its own, everything ended at its end, and what the processes said when it failed.</summary>
public abstract class ProductTest : IAsyncDisposable
{
    private static readonly TimeSpan _commandLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _lastWordsLimit = TimeSpan.FromSeconds(2);

    private readonly List<LanguageServer> _servers = [];
    private readonly List<IDisposable> _own = [];

    private protected UserHome User { get; } = new();

    private static bool HasFailed => TestContext.Current.TestState?.Result is TestResult.Failed;

    /// <summary>Starts <c>codeassist lsp</c> and says nothing to it yet.</summary>
    private protected LanguageServer StartServer(UserHome? user = null, Action<ProcessStartInfo>? prepare = null)
    {
        var start = ProductPrograms.Start(user ?? User, ["lsp"]);
        prepare?.Invoke(start);
        var server = new LanguageServer(Process.Start(start)!);
        _servers.Add(server);
        return server;
    }

    /// <summary>Starts a server, greets it and waits until the model is ready.</summary>
    private protected async Task<LanguageServer> StartReadyServerAsync()
    {
        var server = StartServer();
        await server.GreetAsync();
        return server;
    }

    /// <summary>Makes a scripted server the model server of the user's machine.</summary>
    private protected ScriptedProvider Loopback(ScriptedProvider provider)
    {
        User.Settings["endpoints.loopback"] = provider.Address;
        User.Settings["endpoints.loopbackModel"] = "small";
        return provider;
    }

    /// <summary>Runs a program of the system, which must succeed.</summary>
    private protected static async Task RunToolAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Runs <c>codeassist</c> with these arguments to its end.</summary>
    private protected Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(ProductPrograms.Start(User, arguments));

    /// <summary>Keeps something for as long as the test takes.</summary>
    private protected T Own<T>(T thing)
        where T : IDisposable
    {
        _own.Add(thing);
        return thing;
    }

    private protected static Task<CommandResult> RunAsync(ProcessStartInfo start) => RunAsync(start, _commandLimit);

    private protected static async Task<CommandResult> RunAsync(ProcessStartInfo start, TimeSpan patience)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"codeassist {string.Join(' ', start.ArgumentList)} hangs. It said: {await output} {await errors}");
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var hasFailed = HasFailed;
        try
        {
            if (hasFailed)
            {
                await TellAsync();
            }

            foreach (var server in _servers)
            {
                await EndAsync(server, hasFailed);
            }

            await EndOthersAsync(hasFailed);
            if (hasFailed)
            {
                TellFile(User.ServerLog);
                TellFile(User.HostLog);
            }
        }
        finally
        {
            _servers.ForEach(server => server.Kill());
            KillOthers();
            _servers.ForEach(server => server.Dispose());
            _own.ForEach(thing => thing.Dispose());
            User.Dispose();
        }
    }

    private static async Task EndAsync(LanguageServer server, bool hasFailed)
    {
        if (hasFailed)
        {
            server.Kill();
            Tell("standard error", await server.ErrorsAsync());
            return;
        }

        await server.Editor.DisposeAsync();
        await server.ExitCodeAsync();
        Assert.Equal("", await server.ErrorsAsync());
    }

    // Brokers end with their servers and hosts with their last client: what is left over was forgotten.
    private async Task EndOthersAsync(bool hasFailed)
    {
        if (!OperatingSystem.IsLinux() || hasFailed || !User.HostsLeaveAtOnce)
        {
            return;
        }

        await Eventually.TrueAsync(() => ProcessTable.Naming(User.Folder).Count == 0);
    }

    private void KillOthers()
    {
        if (OperatingSystem.IsLinux())
        {
            foreach (var id in ProcessTable.Naming(User.Folder))
            {
                Signals.TryKill(id);
            }
        }
    }

    private async Task TellAsync()
    {
        foreach (var server in _servers.Where(server => !server.HasExited))
        {
            try
            {
                Tell("codeassist/debugInfo", (await server.DebugInfoAsync().WaitAsync(_lastWordsLimit)).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            }
            catch (Exception exception) when (exception is IOException or TimeoutException or ObjectDisposedException)
            {
                Tell("codeassist/debugInfo", exception.Message);
            }
        }
    }

    private static void TellFile(string path) => Tell(path, File.Exists(path) ? File.ReadAllText(path) : "is not there");

    private static void Tell(string name, string text) => TestContext.Current.TestOutputHelper?.WriteLine($"--- {name}\n{text}");
}
