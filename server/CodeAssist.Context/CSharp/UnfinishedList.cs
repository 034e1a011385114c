using CodeAssist.Core.Completion.PostProcessing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp;

/// <summary>
/// A comma at the end of a suggestion is an error until something follows it. Where nobody has closed its list yet, the author is about to
/// write what follows, and would have to type the comma that was taken away.
/// </summary>
internal static class UnfinishedList
{
    // Something that may follow in every kind of list.
    private const string Next = " x";

    /// <summary>Whether the draft ends in the comma of a list that is still open, and would break nothing if the list went on.</summary>
    public static bool IsContinuedBy(CSharpDocument document, Draft draft)
    {
        if (!draft.Text.EndsWith(',') || draft.Text.Length == 1)
        {
            return false;
        }

        var caret = draft.Request.Caret;
        var end = caret + draft.Text.Length;
        var continued = document.With(caret, draft.ReplacedAfterCaret, draft.Text + Next);
        var list = continued.Tree.GetRoot().FindToken(end + Next.Length - 1).Parent?.AncestorsAndSelf().FirstOrDefault(IsList);

        return list?.GetLastToken(includeZeroWidth: true) is { IsMissing: true }
            && continued.Errors.All(error => error.Location.SourceSpan.Start >= end || error.Location.SourceSpan.End <= caret - draft.Request.LineBefore.Length);
    }

    private static bool IsList(SyntaxNode node) =>
        node is BaseArgumentListSyntax or BaseParameterListSyntax or InitializerExpressionSyntax or CollectionExpressionSyntax or AttributeArgumentListSyntax
            or TypeArgumentListSyntax or TypeParameterListSyntax or TupleExpressionSyntax or AnonymousObjectCreationExpressionSyntax;
}
