using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>One rule on the syntax tree of a C# file. It sees one node at a time, of the kinds that it names.</summary>
internal interface ICSharpCheck
{
    ReviewRule Rule { get; }

    IReadOnlyList<SyntaxKind> Kinds { get; }

    IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file);
}
