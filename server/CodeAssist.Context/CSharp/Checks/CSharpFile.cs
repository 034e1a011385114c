using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>The file that C# checks look at.</summary>
/// <param name="Root">Its tree.</param>
/// <param name="IsTest">Whether it is code of tests.</param>
internal sealed record CSharpFile(CompilationUnitSyntax Root, bool IsTest)
{
    public static OffsetRange Place(TextSpan span) => new(span.Start, span.End);

    /// <summary>An objection to a node; a change anywhere in the extent is a reason to tell.</summary>
    public static CheckHit Hit(ReviewRule rule, TextSpan place, string message, SyntaxNode? extent = null) =>
        new(rule, Place(place), message) { Extent = extent is null ? null : Place(extent.Span) };

    /// <summary>Whether the file sees a namespace by its short names, as far as the file itself says.</summary>
    public bool Uses(string name) =>
        Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
            .Any(directive => directive.Alias is null && string.Equals(directive.Name?.ToString(), name, StringComparison.Ordinal));
}
