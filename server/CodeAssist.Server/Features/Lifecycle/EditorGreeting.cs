using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Server.Features.Indexing;
using CodeAssist.Server.Features.Workspace;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary>What is said to an editor once it is ready to listen: registrations, the wish for its settings; the model is woken and the folders are read.</summary>
internal sealed partial class EditorGreeting(
    LspClient editor, ConfigurationPull configuration, LocalCompletionModel model, IndexUpkeep index, ILogger logger)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    public void Begin(ClientCapabilities capabilities)
    {
        _ = model.GetReadyAsync(TimeSpan.Zero, CancellationToken.None);
        index.Begin();
        _ = GreetAsync(capabilities);
    }

    private async Task GreetAsync(ClientCapabilities capabilities)
    {
        // The caller is the queue: an editor that is slow to answer must not hold it up.
        await Task.Yield();
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            if (capabilities.CanRegisterInlineCompletion)
            {
                await editor.RegisterAsync(
                    "codeassist-inline-completion",
                    LspMethod.InlineCompletion,
                    new InlineCompletionRegistrationOptions(DocumentSelector: null),
                    LspJsonContext.Default.InlineCompletionRegistrationOptions,
                    limit.Token);
            }

            if (capabilities.CanRegisterConfiguration)
            {
                await editor.RegisterAsync(
                    "codeassist-configuration",
                    LspMethod.DidChangeConfiguration,
                    new DidChangeConfigurationRegistrationOptions(ConfigurationPull.Section),
                    LspJsonContext.Default.DidChangeConfigurationRegistrationOptions,
                    limit.Token);
            }

            if (capabilities.CanWatchFiles)
            {
                await editor.RegisterAsync(
                    "codeassist-watched-files",
                    LspMethod.DidChangeWatchedFiles,
                    DidChangeWatchedFiles.Registration,
                    LspJsonContext.Default.DidChangeWatchedFilesRegistrationOptions,
                    limit.Token);
            }

            if (capabilities.CanPullConfiguration)
            {
                await configuration.RunAsync(limit.Token);
            }
        }
        catch (JsonRpcException exception)
        {
            Log.Refused(logger, exception.Message);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or OperationCanceledException)
        {
            // The editor is gone, or never answers: it has the defaults.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The editor refused a registration or its settings: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
