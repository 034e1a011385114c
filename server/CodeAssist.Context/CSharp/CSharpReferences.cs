using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp;

/// <summary>Where a name is used in a C# file: by its tokens, so that comments and strings do not count. Which of several things of that name is meant is not told.</summary>
public static class CSharpReferences
{
    /// <param name="path">Of the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">One identifier.</param>
    /// <returns>Lines from zero, each once, in their order.</returns>
    public static IReadOnlyList<int> LinesOf(string path, string text, string name)
    {
        if (!text.Contains(name, StringComparison.Ordinal))
        {
            return [];
        }

        var tree = CSharpDocument.Parse(path, text).Tree;
        return [.. tree.GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && string.Equals(token.ValueText, name, StringComparison.Ordinal))
            .Select(token => tree.GetLineSpan(token.Span).StartLinePosition.Line)
            .Distinct()];
    }
}
