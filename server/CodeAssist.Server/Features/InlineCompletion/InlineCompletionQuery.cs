using CodeAssist.Core.Completion;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary><c>textDocument/inlineCompletion</c>: LSP in, the pipeline's words inside, LSP out.</summary>
internal sealed class InlineCompletionQuery(Suggester suggester) : IQuery<SessionSnapshot, InlineCompletionParams, InlineCompletionList>
{
    public async Task<InlineCompletionList> AnswerAsync(
        SessionSnapshot snapshot, InlineCompletionParams parameters, CancellationToken cancellationToken)
    {
        var trigger = parameters.Context?.TriggerKind is InlineCompletionTriggerKind.Invoked ? CompletionTrigger.Invoked : CompletionTrigger.Automatic;
        var offer = await suggester.SuggestAsync(
            snapshot, parameters.TextDocument.Uri, parameters.Position, trigger, parameters.Context?.SelectedCompletionInfo, cancellationToken);

        return offer is null ? InlineCompletionList.Empty : new InlineCompletionList([.. offer.Suggestions.Select(suggestion => Item(suggestion, offer))]);
    }

    private static InlineCompletionItem Item(Suggestion suggestion, Offer offer)
    {
        var start = offer.Document.PositionAt(offer.Replaced.Start);
        var end = offer.Document.PositionAt(offer.Replaced.End + suggestion.ReplacedAfterCaret);

        return new InlineCompletionItem(
            offer.Selected + suggestion.InsertText,
            Range: new LspRange(new LspPosition(start.Line, start.Character), new LspPosition(end.Line, end.Character)),
            Command: offer.Accepted);
    }
}
