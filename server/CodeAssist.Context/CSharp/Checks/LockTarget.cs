using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A lock on something that others can lock too.</summary>
internal sealed class LockTarget : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "lock-target",
        "Lock on what others can lock too",
        FindingCategory.Reliability,
        Severity.Warning,
        "Code elsewhere that locks the same object makes the two wait for each other. Lock a private field that is there for nothing else.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "lock (this) { _count++; }",
        AlsoKnownAs = ["CA2002", "MA0064", "S2551", "RCS1059"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.LockStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var locked = ((LockStatementSyntax)node).Expression;
        if (locked is ThisExpressionSyntax or TypeOfExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression })
        {
            yield return CSharpFile.Hit(Rule, locked.Span, $"Other code can lock '{locked}' as well, and then both wait. Lock a private field.");
        }
    }
}
