using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Indexing;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary>What is said to an editor once it is ready to listen: registrations, the wish for its settings; the model is woken and the folders are read.</summary>
internal sealed partial class EditorGreeting(
    LspClient editor, ConfigurationPull configuration, ModelWarmUp model, IndexUpkeep index, ILogger logger)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    public void Begin(ServerSession session)
    {
        // An editor that can be asked has the last word on whether a model is wanted, and answers in a moment.
        if (!session.Client.CanPullConfiguration)
        {
            model.Follow(session.Settings);
        }

        index.Begin();
        _ = GreetAsync(session.Client);
    }

    private async Task GreetAsync(ClientCapabilities capabilities)
    {
        // The caller is the queue: an editor that is slow to answer must not hold it up.
        await Task.Yield();
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            // Asked first and awaited last: the model waits for the answer, the registrations do not.
            var settings = capabilities.CanPullConfiguration ? configuration.RunAsync(limit.Token) : Task.CompletedTask;
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

            await settings;
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
