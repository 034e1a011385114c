using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.OrdinaryCompletion;

/// <summary>Tells editors that can be told later whether there are ordinary items, at the start and whenever the setting changes that.</summary>
/// <remarks>Only the queue calls it; what is said is said in that order.</remarks>
internal sealed partial class OrdinaryItemsRegistration(LspClient editor, ILogger logger)
{
    private const string Id = "codeassist-completion";

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    private bool _isRegistered;
    private Task _said = Task.CompletedTask;

    /// <summary>This holds now. Returns at once.</summary>
    public void Follow(ServerSession session)
    {
        var wanted = session.OffersOrdinaryItems;
        if (session.Client.CanRegisterCompletion && wanted != _isRegistered)
        {
            _isRegistered = wanted;
            _said = SayAsync(_said, wanted);
        }
    }

    private async Task SayAsync(Task before, bool isWanted)
    {
        // The caller is the queue, which waits for nobody.
        await Task.Yield();
        await before;
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await (isWanted
                ? editor.RegisterAsync(
                    Id,
                    LspMethod.Completion,
                    new CompletionRegistrationOptions(DocumentSelector: null, OrdinaryItems.Options.TriggerCharacters),
                    LspJsonContext.Default.CompletionRegistrationOptions,
                    limit.Token)
                : editor.UnregisterAsync(Id, LspMethod.Completion, limit.Token));
        }
        catch (JsonRpcException exception)
        {
            Log.Refused(logger, exception.Message);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or OperationCanceledException)
        {
            // The editor is gone, or never answers.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The editor refused to have ordinary completion items switched: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
