using CodeAssist.Core.Policy;
using CodeAssist.Processes.Children;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>One egress process, from its start to its end. It lives no longer than this process: its input ends with us.</summary>
internal sealed partial class RunningEgress : IDisposable
{
    private const string ReadyLine = "ready";
    private const string WindowsPrefix = "codeassist-";

    private readonly ChildProcess _child;

    private RunningEgress(ChildProcess child, EgressDoor door)
    {
        _child = child;
        Door = door;
    }

    public EgressDoor Door { get; }

    public int ProcessId => _child.Id;

    /// <param name="launch">Which program.</param>
    /// <param name="reach">How far it may go.</param>
    /// <param name="runtimeDirectory">Private to the user; the socket lies there.</param>
    /// <param name="variable">Reads a variable of this process.</param>
    /// <param name="limit">For becoming ready.</param>
    /// <param name="logger">Takes its log lines.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(RunningEgress? Egress, ProcessFailure? Failure)> StartAsync(
        EgressLaunch launch,
        EgressReach reach,
        string runtimeDirectory,
        Func<string, string?> variable,
        TimeSpan limit,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var door = new EgressDoor(NewPipeName(runtimeDirectory), NewToken(), reach);
        var command = new ChildCommand(
            Executable.At(launch.EgressPath),
            Arguments(launch, door),
            reach is EgressReach.ModelsOnly ? ChildEnvironment.ForHubs(variable) : ChildEnvironment.ForEgress(variable, launch.Added.Variables),
            Path.GetDirectoryName(launch.EgressPath)!);
        if (!ChildProcess.TryStart(command, out var child, out var failure))
        {
            return (null, failure);
        }

        var egress = new RunningEgress(child, door);
        _ = ForwardLogAsync(child.Error, logger);
        if (await BecomesReadyAsync(child, door.Token, limit, cancellationToken))
        {
            Log.Started(logger, child.Id, reach);
            return (egress, null);
        }

        egress.End();
        cancellationToken.ThrowIfCancellationRequested();
        return (null, new ProcessFailure(
            ProcessFailureKind.ProgramFailed,
            "The process that reaches the network did not start.",
            "See the log of the language server; if it stays so, install CodeAssist again."));
    }

    /// <summary>Ends it at once, in the middle of whatever it does: the kernel closes its connections.</summary>
    public void End()
    {
        _child.Kill();
        if (!OperatingSystem.IsWindows())
        {
            TryDelete(Door.PipeName);
        }

        _child.Dispose();
    }

    public void Dispose() => End();

    private static List<string> Arguments(EgressLaunch launch, EgressDoor door)
    {
        List<string> arguments = ["serve", "--pipe", door.PipeName, "--reach", NameOf(door.Reach)];
        Add("--private", launch.Endpoints.Private);
        Add("--loopback", launch.Endpoints.Loopback);
        Add("--proxy", launch.Endpoints.Proxy);
        Add("--providers", launch.Added.File);
        Add("--models", launch.Models.List);
        Add("--model-mirror", launch.Models.Mirror);
        Add("--model-address", launch.Models.Address);
        Add("--model-words", launch.Models.Words);
        return arguments;

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                arguments.AddRange([name, value]);
            }
        }
    }

    private static string NameOf(EgressReach reach) => reach switch
    {
        EgressReach.Everywhere => "everywhere",
        EgressReach.ModelsOnly => "modelsOnly",
        _ => "loopbackOnly",
    };

    private static async Task<bool> BecomesReadyAsync(ChildProcess child, string token, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            await child.Input.WriteAsync(System.Text.Encoding.ASCII.GetBytes(token + "\n"), deadline.Token);
            await child.Input.FlushAsync(deadline.Token);
            return await FirstLine.ReadAsync(child.Output, deadline.Token).WaitAsync(deadline.Token) is ReadyLine;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    // A name that no other start has, and short, because a socket's path may have a hundred characters.
    private static string NewPipeName(string runtimeDirectory)
    {
        var name = $"egress-{Guid.NewGuid():N}"[..19];
        return OperatingSystem.IsWindows() ? WindowsPrefix + name : Path.Combine(runtimeDirectory, name + ".sock");
    }

    // From the system's random numbers; two, because each has 122 free bits.
    private static string NewToken() => $"{Guid.NewGuid():N}{Guid.NewGuid():N}";

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way: no other start has its name.
        }
    }

    private static async Task ForwardLogAsync(Stream error, ILogger logger)
    {
        await Task.Yield();
        using var lines = new StreamReader(error);
        try
        {
            while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
            {
                var (level, text) = StandardErrorLogger.Read(line);
                Log.Said(logger, level, text);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It has gone; what it said is in the log.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Egress started as process {ProcessId}, reach {Reach}")]
        public static partial void Started(ILogger logger, int processId, EgressReach reach);

        [LoggerMessage(EventId = 2, Message = "Egress: {Line}")]
        public static partial void Said(ILogger logger, LogLevel level, string line);
    }
}
