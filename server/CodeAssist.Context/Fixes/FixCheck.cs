using CodeAssist.Context.CSharp;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Fixes;

/// <summary>Applies a fix to a copy of the file and looks at what came of it: the tree of a C# file, the brackets of any other.</summary>
public sealed class FixCheck : IFixCheck
{
    public string? Objection(DocumentSnapshot reviewed, Fix fix)
    {
        if (FixedText.Of(reviewed, fix) is not { } text)
        {
            return "Its edits are out of order, overlap, or lie outside the file.";
        }

        if (string.Equals(text, reviewed.Text, StringComparison.Ordinal))
        {
            return "It changes nothing.";
        }

        if (string.Equals(reviewed.Language, Languages.CSharp, StringComparison.Ordinal))
        {
            return CSharpFixCheck.Objection(reviewed, text);
        }

        return !Languages.IsProse(reviewed.Language) && OpenBrackets.Count(text, reviewed.Language) > OpenBrackets.Count(reviewed.Text, reviewed.Language)
            ? "It leaves a bracket without its partner."
            : null;
    }
}
