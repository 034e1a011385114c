using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Suggestions on their way to the editor, in whatever form it shows them.</summary>
/// <param name="Document">The text they were made for.</param>
/// <param name="Caret">Offset of the caret in it.</param>
/// <param name="Suggestions">At least one, the best first.</param>
/// <param name="Accepted">What the editor runs once one of them is in the text.</param>
internal sealed record Offer(DocumentSnapshot Document, int Caret, IReadOnlyList<Suggestion> Suggestions, Lsp.Protocol.LspCommand Accepted)
{
    /// <summary>What the editor's own list is about to insert; every suggestion goes on behind it. Empty where there is no list.</summary>
    public string Selected { get; init; } = "";

    /// <summary>Offsets of what <see cref="Selected"/> replaces; the caret where there is no list.</summary>
    public (int Start, int End) Replaced { get; init; } = (Caret, Caret);
}
