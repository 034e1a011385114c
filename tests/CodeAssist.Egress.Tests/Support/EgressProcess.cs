using System.Diagnostics;
using System.IO.Pipes;

namespace CodeAssist.Egress.Tests.Support;

/// <summary>The real program, started as a broker would start it.</summary>
internal sealed class EgressProcess : IAsyncDisposable
{
    public const string Token = "the-token";

    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _errors;

    private EgressProcess(Process process, string folder)
    {
        _process = process;
        _folder = folder;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public int Id => _process.Id;

    public string PipeName => Path.Combine(_folder, "e.sock");

    public Task Exited => _process.WaitForExitAsync(CancellationToken.None);

    public int ExitCode => _process.ExitCode;

    /// <param name="endpoints">Further arguments.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    /// <param name="reach">As on the command line.</param>
    public static async Task<EgressProcess> StartAsync(
        string[] endpoints, IReadOnlyDictionary<string, string>? environment = null, string reach = "loopbackOnly", string? workingDirectory = null)
    {
        // Short, because a socket's path may have a hundred characters.
        var folder = Directory.CreateTempSubdirectory("ca-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "codeassist-egress.exe" : "codeassist-egress");
        var start = new ProcessStartInfo(program, ["serve", "--pipe", Path.Combine(folder, "e.sock"), "--reach", reach, .. endpoints])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var egress = new EgressProcess(Process.Start(start)!, folder);
        await egress._process.StandardInput.WriteLineAsync(Token);
        await egress._process.StandardInput.FlushAsync();
        Assert.Equal("ready", await egress._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return egress;
    }

    /// <summary>Connects; says nothing yet.</summary>
    public async Task<EgressClient> ConnectAsync()
    {
        var pipe = new NamedPipeClientStream(".", PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.ConnectAsync(TestContext.Current.CancellationToken);
        return new EgressClient(pipe);
    }

    /// <summary>Ends it as a broker that dies does.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>What it wrote, once it has ended.</summary>
    public async Task<string> EndAsync()
    {
        CloseInput();
        await Exited.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return await _errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await Exited;
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
