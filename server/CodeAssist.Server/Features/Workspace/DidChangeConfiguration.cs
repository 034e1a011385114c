using System.Text.Json;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Workspace;

/// <summary><c>workspace/didChangeConfiguration</c>: the settings themselves from editors that push, a hint to ask from those that do not.</summary>
internal sealed partial class DidChangeConfiguration(ConfigurationPull pull, SettingsUpdate update, ILogger logger)
    : IMutation<ServerSession, DidChangeConfigurationParams>
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    public void Apply(ServerSession session, DidChangeConfigurationParams parameters)
    {
        if (session.Client.CanPullConfiguration)
        {
            _ = PullAsync();
        }
        else if (parameters.Settings is { ValueKind: JsonValueKind.Object } all
            && all.TryGetProperty(ConfigurationPull.Section, out var section))
        {
            update.Apply(session, section);
        }
    }

    private async Task PullAsync()
    {
        await Task.Yield();
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await pull.RunAsync(limit.Token);
        }
        catch (Exception exception) when (exception is JsonRpcException or ConnectionClosedException or OperationCanceledException)
        {
            Log.NotPulled(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The editor did not say its settings: {Reason}")]
        public static partial void NotPulled(ILogger logger, string reason);
    }
}
