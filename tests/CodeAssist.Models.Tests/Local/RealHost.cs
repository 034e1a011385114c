using System.Diagnostics;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.TestSupport;

namespace CodeAssist.Models.Tests.Local;

/// <summary>Starts the built host, as the broker would, and keeps a folder for it and its models.</summary>
internal sealed class RealHost : IModelHostLauncher, IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;
    private Process? _process;

    public HostEndpoint Endpoint => HostEndpoint.For(_folder, "test");

    public string Folder => _folder;

    public async Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(Path.Combine(RepositoryRoot.Product, OperatingSystem.IsWindows() ? "codeassist-host.exe" : "codeassist-host"))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = RepositoryRoot.Product,
        };
        string[] arguments =
        [
            "serve", "--runtime-dir", _folder, "--build", "test", "--libraries", Path.Combine(RepositoryRoot.Product, "llama"),
            "--idle-exit-seconds", "0", "--log-file", Path.Combine(_folder, "host.log"), "--cache-dir", _folder,
        ];
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["GGML_NO_BACKTRACE"] = "1";
        _process?.Dispose();
        _process = Process.Start(info)!;
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(_limit, cancellationToken);
        return line is "ready" ? null : new ModelFailure(ModelFailureKind.Unusable, $"The host said '{line}'.", "");
    }

    public void Kill() => _process!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
