using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.OrdinaryCompletion;

/// <summary><c>textDocument/completion</c>: the same suggestions for editors without ghost text, as entries of their list.</summary>
internal sealed class OrdinaryCompletionQuery(Suggester suggester) : IQuery<SessionSnapshot, CompletionParams, CompletionList?>
{
    // The list is asked for again as the user types on: what is suggested then may be another text.
    private static readonly CompletionList _nothingYet = new(IsIncomplete: true, []);

    public async Task<CompletionList?> AnswerAsync(SessionSnapshot snapshot, CompletionParams parameters, CancellationToken cancellationToken)
    {
        if (!snapshot.OffersOrdinaryItems)
        {
            return null;
        }

        var offer = await suggester.SuggestAsync(
            snapshot, parameters.TextDocument.Uri, parameters.Position, Trigger(snapshot, parameters), selected: null, cancellationToken);

        return offer is null ? _nothingYet : new CompletionList(IsIncomplete: true, OrdinaryItems.Of(offer));
    }

    private static CompletionTrigger Trigger(SessionSnapshot snapshot, CompletionParams parameters) =>
        parameters.Context switch
        {
            // Whoever does not say why asks because of a key that stands for it: Vim's family.
            null => CompletionTrigger.Invoked,

            // The protocol's number for asking stands for typing a letter as well; behind a letter that is the likelier cause.
            { TriggerKind: CompletionTriggerKind.Invoked } when !IsBehindLetter(snapshot, parameters) => CompletionTrigger.Invoked,
            _ => CompletionTrigger.Automatic,
        };

    private static bool IsBehindLetter(SessionSnapshot snapshot, CompletionParams parameters) =>
        snapshot.Documents.Find(parameters.TextDocument.Uri) is OpenDocument.Known { Snapshot: var document }
        && document.CaretAt(new TextPosition(parameters.Position.Line, parameters.Position.Character)) is > 0 and var caret
        && IdentifierCharacter.Is(document.Text[caret - 1]);
}
