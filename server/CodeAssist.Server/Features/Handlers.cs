using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Lifecycle;
using CodeAssist.Server.Features.TextSync;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features;

/// <summary>Everything an editor can ask of us, on one screen: method, mode, handler.</summary>
internal static class Handlers
{
    public static HandlerTable<ServerSession, SessionSnapshot> Table(
        EditorGreeting greeting, InlineCompletionQuery completion, ConfigurationPull pull, SettingsUpdate settings, ILogger logger)
    {
        var json = LspJsonContext.Default;

        return new HandlerTable<ServerSession, SessionSnapshot>()
            .Initialize(new Initialize())
            .Mutate(LspMethod.Initialized, json.InitializedParams, new Initialized(greeting))
            .Mutate(LspMethod.DidOpen, json.DidOpenTextDocumentParams, new DidOpen())
            .Mutate(LspMethod.DidChange, json.DidChangeTextDocumentParams, new DidChange(logger))
            .Mutate(LspMethod.DidSave, json.DidSaveTextDocumentParams, new DidSave())
            .Mutate(LspMethod.DidClose, json.DidCloseTextDocumentParams, new DidClose())
            .Mutate(LspMethod.DidChangeWorkspaceFolders, json.DidChangeWorkspaceFoldersParams, new DidChangeWorkspaceFolders())
            .Mutate(LspMethod.DidChangeConfiguration, json.DidChangeConfigurationParams, new DidChangeConfiguration(pull, settings, logger))
            .Query(
                LspMethod.InlineCompletion,
                RequestMode.ReadOnly,
                json.InlineCompletionParams,
                json.InlineCompletionList,
                completion,
                latestWinsPer: parameters => parameters.TextDocument.Uri);
    }
}
