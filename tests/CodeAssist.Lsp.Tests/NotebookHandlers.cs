using System.Collections.Concurrent;
using System.Collections.Immutable;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp.Tests;

/// <summary>
/// The handlers of the tests: documents are kept as sent, a completion suggests the whole text of its document, and the word
/// at the line of the position says how: <c>wait</c>, <c>fail</c>, <c>refuse</c>.
/// </summary>
internal sealed class NotebookHandlers :
    IAnsweringMutation<Notebook, InitializeParams, InitializeResult>,
    IMutation<Notebook, DidOpenTextDocumentParams>,
    IMutation<Notebook, DidChangeTextDocumentParams>,
    IQuery<ImmutableDictionary<string, string>, InlineCompletionParams, InlineCompletionList?>
{
    public const int Answer = 0;
    public const int Wait = 1;
    public const int Fail = 2;
    public const int Refuse = 3;
    public const int Ignore = 4;

    /// <summary>Requests that wait, by document; completing one lets it answer.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource> Waiting { get; } = new(StringComparer.Ordinal);

    public HandlerTable<Notebook, ImmutableDictionary<string, string>> Table() =>
        new HandlerTable<Notebook, ImmutableDictionary<string, string>>()
            .Initialize(this)
            .Mutate(LspMethod.DidOpen, json => json.DidOpenTextDocumentParams, this)
            .Mutate(LspMethod.DidChange, json => json.DidChangeTextDocumentParams, this)
            .Query(
                LspMethod.InlineCompletion,
                RequestMode.ReadOnly,
                json => json.InlineCompletionParams,
                json => json.InlineCompletionList!,
                this,
                parameters => parameters.TextDocument.Uri)
            .Query(
                "test/background",
                RequestMode.Background,
                json => json.InlineCompletionParams,
                json => json.InlineCompletionList!,
                this);

    public InitializeResult Apply(Notebook session, InitializeParams parameters) => new(
        new ServerCapabilities(PositionEncoding.Utf16, new TextDocumentSyncOptions(OpenClose: true, TextDocumentSyncKind.Incremental)),
        new ServerInfo("notebook", "1"));

    public void Apply(Notebook session, DidOpenTextDocumentParams parameters) =>
        session.Pages = session.Pages.SetItem(parameters.TextDocument.Uri, parameters.TextDocument.Text);

    public void Apply(Notebook session, DidChangeTextDocumentParams parameters)
    {
        var uri = parameters.TextDocument.Uri;

        // An unknown document is the planted bug of the tests: a mutation that throws.
        session.Pages = session.Pages.SetItem(uri, session.Pages[uri] + parameters.ContentChanges[0].Text);
    }

    public async Task<InlineCompletionList?> AnswerAsync(
        ImmutableDictionary<string, string> snapshot, InlineCompletionParams parameters, CancellationToken cancellationToken)
    {
        var uri = parameters.TextDocument.Uri;
        switch (parameters.Position.Line)
        {
            case Wait:
                await WaitAsync(uri).WaitAsync(cancellationToken);
                break;
            case Ignore:
                await WaitAsync(uri).WaitAsync(CancellationToken.None);
                break;
            case Fail:
                throw new InvalidOperationException("secret");
            case Refuse:
                throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.RequestFailed, "There is no model. Install one."));
        }

        return snapshot.TryGetValue(uri, out var text) ? new InlineCompletionList([new InlineCompletionItem(text)]) : null;
    }

    private Task WaitAsync(string uri) =>
        Waiting.AddOrUpdate(uri, _ => new TaskCompletionSource(), (_, _) => new TaskCompletionSource()).Task;
}
