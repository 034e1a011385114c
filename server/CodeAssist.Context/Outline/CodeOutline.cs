using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>The members of a file: of C# by its tree, of other languages by the heads of their members and by braces or indentation.</summary>
public sealed class CodeOutline : ICodeOutline
{
    /// <summary>In UTF-16 code units. What is longer was not written by hand, and its tree would take a gigabyte.</summary>
    private const int LongestText = 4 * 1024 * 1024;

    public IReadOnlyList<CodeMember> Read(DocumentSnapshot document)
    {
        if (document.Text.Length > LongestText)
        {
            return [];
        }

        if (string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal))
        {
            return CSharpOutline.Read(document);
        }

        return LanguageHeads.Of(document.Language) is { } heads ? HeadOutline.Read(document, heads) : [];
    }
}
