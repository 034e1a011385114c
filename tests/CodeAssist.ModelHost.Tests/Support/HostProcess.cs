using System.Diagnostics;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>A real <c>codeassist-host</c>, started as the product starts it: cleaned environment, its own folder as working directory.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;

    private HostProcess(Process process, TemporaryFolder folder, bool ownsFolder, string firstLine)
    {
        _process = process;
        _folder = folder;
        _ownsFolder = ownsFolder;
        FirstLine = firstLine;
    }

    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "codeassist-host.exe" : "codeassist-host");

    /// <summary><c>ready</c> or <c>already-running</c>.</summary>
    public string FirstLine { get; }

    public int Id => _process.Id;

    public string LogFile => Path.Combine(_folder.Path, "host.log");

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    public HostEndpoint Endpoint => HostEndpoint.For(_folder.Path, "test");

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static async Task<HostProcess> StartAsync(HostStart start, CancellationToken cancellationToken)
    {
        var folder = start.Folder ?? new TemporaryFolder();
        var info = new ProcessStartInfo(Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = start.WorkingDirectory ?? AppContext.BaseDirectory,
        };
        string[] arguments =
        [
            "serve", "--runtime-dir", folder.Path, "--build", "test", "--libraries", start.Libraries,
            "--idle-exit-seconds", start.IdleExitSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--log-file", Path.Combine(folder.Path, "host.log"), "--cache-dir", folder.Path,
        ];
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var name in new[] { "PATH", "HOME", "DOTNET_ROOT" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                info.Environment[name] = value;
            }
        }

        info.Environment["GGML_NO_BACKTRACE"] = "1";
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        info.Environment["MESA_SHADER_CACHE_DIR"] = TestEnvironment.ShaderCache;
        if (start.SoftwareVulkan)
        {
            info.Environment["GGML_VK_VISIBLE_DEVICES"] = "0";
        }

        var process = Process.Start(info)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(_limit, cancellationToken);
        return new HostProcess(process, folder, start.Folder is null, line ?? $"nothing, exit code {process.ExitCode}");
    }

    public Task<HostClient> ConnectAsync(CancellationToken cancellationToken) => HostClient.ConnectAsync(Endpoint.PipeName, cancellationToken);

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(_limit, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Reads to the end what the host still writes to the pipe of whoever started it.</summary>
    public Task<string> RestOfOutputAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(_limit, cancellationToken);

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
