using System.Globalization;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.InlineCompletion;

namespace CodeAssist.Server.Features.OrdinaryCompletion;

/// <summary>Suggestions as entries of an editor's completion list.</summary>
/// <remarks>
/// Editors hide entries that do not begin with the word before the caret. So an entry begins with that word and replaces it; the
/// label begins with it too and is what is compared, because Neovim 0.7 takes an entry with a filter text to begin elsewhere.
/// </remarks>
internal static class OrdinaryItems
{
    /// <summary>After these an editor asks by itself, as it does after letters.</summary>
    public static CompletionOptions Options { get; } = new([".", "(", "[", "=", ",", " "]);

    public static IReadOnlyList<CompletionItem> Of(Offer offer) => [.. offer.Suggestions.Select((suggestion, index) => Item(offer, suggestion, index))];

    private static CompletionItem Item(Offer offer, Suggestion suggestion, int index)
    {
        var word = WordBefore(offer);
        var text = word + suggestion.InsertText;
        var start = offer.Document.PositionAt(offer.Caret - word.Length);
        var end = offer.Document.PositionAt(offer.Caret + suggestion.ReplacedAfterCaret);

        return new CompletionItem(
            Label(text),
            suggestion.Source,

            // Before letters and digits, with which the entries of others begin.
            SortText: "!" + index.ToString(CultureInfo.InvariantCulture),
            new TextEdit(new LspRange(new LspPosition(start.Line, start.Character), new LspPosition(end.Line, end.Character)), text),
            Documentation: text.Contains('\n', StringComparison.Ordinal) ? text : null,
            Preselect: index == 0 ? true : null,
            offer.Accepted);
    }

    private static string WordBefore(Offer offer)
    {
        var start = offer.Caret;
        while (start > 0 && IdentifierCharacter.Is(offer.Document.Text[start - 1]))
        {
            start--;
        }

        return offer.Document.Text[start..offer.Caret];
    }

    // The first line that says something; no suggestion is blank.
    private static string Label(string text) => text.Trim().Split('\n')[0].TrimEnd();
}
