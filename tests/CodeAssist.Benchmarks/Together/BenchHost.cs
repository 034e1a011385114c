using System.Diagnostics;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Benchmarks.Together;

/// <summary>The built product's model host, started for one measurement and gone with it.</summary>
internal sealed class BenchHost : IModelHostLauncher, IAsyncDisposable
{
    private const string Build = "bench";
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ca-bench-");

    private BenchHost(string model) =>
        Model = new LocalCompletionModel(
            new LocalModelOptions(
                HostEndpoint.For(_folder.FullName, Build),
                Path.GetFullPath(model),
                new LoadOptions(DevicePreference.Cpu, Threads: 1, ContextTokens: null, Sequences: null),
                "bench",
                ConnectTimeout: TimeSpan.FromSeconds(10),
                LoadTimeout: _patience),
            this,
            TimeProvider.System,
            NullLogger.Instance);

    public LocalCompletionModel Model { get; }

    /// <param name="model">GGUF file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<BenchHost> StartAsync(string model, CancellationToken cancellationToken)
    {
        var host = new BenchHost(model);
        var availability = await host.Model.GetReadyAsync(_patience, cancellationToken);

        return availability is ModelAvailability.Ready
            ? host
            : throw new InvalidOperationException($"The model is not ready: {availability}");
    }

    public async Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(RepositoryRoot.Product, OperatingSystem.IsWindows() ? "codeassist-host.exe" : "codeassist-host");
        var start = new ProcessStartInfo(
            program,
            [
                "serve", "--runtime-dir", _folder.FullName, "--build", Build, "--libraries", Path.Combine(RepositoryRoot.Product, "llama"),
                "--idle-exit-seconds", "0", "--log-file", Path.Combine(_folder.FullName, "host.log"), "--cache-dir", _folder.FullName,
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = RepositoryRoot.Product,
        };
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);

        return line is "ready"
            ? null
            : new ModelFailure(ModelFailureKind.HostUnavailable, $"{program} said '{line}'.", "Run `npm start` once, which builds it.");
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();

        // The host leaves with its last client and may still be writing its log.
        for (var attempt = 0; attempt < 50 && _folder.GetFiles("*.sock").Length > 0; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        _folder.Delete(recursive: true);
    }
}
