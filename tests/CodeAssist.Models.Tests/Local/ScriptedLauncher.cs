using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;

namespace CodeAssist.Models.Tests.Local;

/// <summary>Starts a scripted host, as the broker would start the real one.</summary>
internal sealed class ScriptedLauncher(HostEndpoint endpoint, Action<ScriptedHost> prepare) : IModelHostLauncher, IAsyncDisposable
{
    public int Launches { get; private set; }

    public ScriptedHost? Host { get; private set; }

    public ModelFailure? Failure { get; set; }

    public Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        Launches++;
        if (Failure is null)
        {
            Host = ScriptedHost.Start(endpoint);
            prepare(Host);
        }

        return Task.FromResult(Failure);
    }

    public async Task KillHostAsync()
    {
        if (Host is { } host)
        {
            Host = null;
            await host.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await KillHostAsync();
}
