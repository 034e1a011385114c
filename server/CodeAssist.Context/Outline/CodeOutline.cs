using CodeAssist.Context.CSharp;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>The members of a file: of C# by its tree, of other languages by the heads of their members and by braces or indentation.</summary>
public sealed class CodeOutline : ICodeOutline
{
    /// <summary>In UTF-16 code units. What is longer was not written by hand, and its tree would take a gigabyte.</summary>
    private const int LongestText = 4 * 1024 * 1024;

    public IReadOnlyList<CodeMember> Read(DocumentSnapshot document) => Read(document, ReviewedDocuments.Of);

    /// <summary>The same of a file that nobody looks at otherwise, so that its tree is not kept.</summary>
    internal static IReadOnlyList<CodeMember> ReadOnce(DocumentSnapshot document) => Read(document, known => CSharpDocument.Parse(known.Uri, known.Text));

    private static IReadOnlyList<CodeMember> Read(DocumentSnapshot document, Func<DocumentSnapshot, CSharpDocument> parse)
    {
        if (document.Text.Length > LongestText)
        {
            return [];
        }

        if (string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal))
        {
            return CSharpOutline.Read(document, parse(document).Tree.GetRoot());
        }

        return LanguageHeads.Of(document.Language) is { } heads ? HeadOutline.Read(document, heads) : [];
    }
}
