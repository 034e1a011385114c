using CodeAssist.Core.Completion.Typing;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.Indexing;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Lifecycle;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Features.Policy;
using CodeAssist.Server.Features.TextSync;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features;

/// <summary>Everything an editor can ask of us, on one screen: method, mode, handler.</summary>
internal static class Handlers
{
    public static HandlerTable<ServerSession, SessionSnapshot> Table(
        EditorGreeting greeting,
        InlineCompletionQuery completion,
        OrdinaryCompletionQuery ordinaryCompletion,
        OrdinaryItemsRegistration ordinaryItems,
        ExecuteCommand commands,
        CodeActionQuery codeActions,
        TypingCompletions typing,
        LastCompletion last,
        KeptCharacters kept,
        Acceptances acceptances,
        PolicyWatch policy,
        ConfigurationPull pull,
        SettingsUpdate settings,
        IndexUpkeep index,
        IReadOnlyList<string> settingsProblems,
        ILogger logger) =>
        new HandlerTable<ServerSession, SessionSnapshot>()
            .Initialize(new Initialize())
            .Mutate(LspMethod.Initialized, static json => json.InitializedParams, new Initialized(greeting, policy, settings, ordinaryItems, settingsProblems))
            .Mutate(LspMethod.DidOpen, static json => json.DidOpenTextDocumentParams, new DidOpen())
            .Mutate(LspMethod.DidChange, static json => json.DidChangeTextDocumentParams, new DidChange(typing, kept, acceptances, logger))
            .Mutate(LspMethod.DidSave, static json => json.DidSaveTextDocumentParams, new DidSave())
            .Mutate(LspMethod.DidClose, static json => json.DidCloseTextDocumentParams, new DidClose(typing, kept))
            .Mutate(LspMethod.DidChangeWorkspaceFolders, static json => json.DidChangeWorkspaceFoldersParams, new DidChangeWorkspaceFolders(policy))
            .Mutate(LspMethod.DidChangeWatchedFiles, static json => json.DidChangeWatchedFilesParams, new DidChangeWatchedFiles(index))
            .Mutate(LspMethod.DidChangeConfiguration, static json => json.DidChangeConfigurationParams, new DidChangeConfiguration(pull, settings, logger))
            .Query(
                LspMethod.InlineCompletion,
                RequestMode.ReadOnly,
                static json => json.InlineCompletionParams,
                static json => json.InlineCompletionList,
                completion,
                latestWinsPer: parameters => parameters.TextDocument.Uri,
                superseded: InlineCompletionList.Empty)
            .Mutate(LspMethod.DidShowCompletion, static json => json.DidShowCompletionParams, new DidShowCompletion(acceptances))
            .Mutate(LspMethod.DidPartiallyAcceptCompletion, static json => json.DidPartiallyAcceptCompletionParams, new DidPartiallyAcceptCompletion(acceptances))
            .Query(
                LspMethod.ExplainLast,
                RequestMode.ReadOnly,
                static json => json.ExplainLastParams,
                static json => json.ExplainLastResult,
                new ExplainLastQuery(last))
            .Query(
                LspMethod.Completion,
                RequestMode.ReadOnly,
                static json => json.CompletionParams,
                static json => json.CompletionList,
                ordinaryCompletion,
                latestWinsPer: parameters => parameters.TextDocument.Uri)
            .Query(
                LspMethod.CodeAction,
                RequestMode.ReadOnly,
                static json => json.CodeActionParams,
                static json => json.IReadOnlyListCodeAction,
                codeActions)
            .Query(
                LspMethod.ExecuteCommand,
                RequestMode.ReadOnly,
                static json => json.ExecuteCommandParams,
                static json => json.JsonElement,
                commands);
}
