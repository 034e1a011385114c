using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>An <c>else if</c> that asks again what was asked before. With a call in it, the answer may be another.</summary>
internal sealed class DuplicateCondition : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "duplicate-condition",
        "Asked before",
        FindingCategory.Correctness,
        Severity.Error,
        "An earlier branch has the same condition, so this one never runs. One of the two was to ask something else.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "if (a > b) { return 1; } else if (a > b) { return -1; }",
        AlsoKnownAs = ["S1862"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.IfStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var branch = (IfStatementSyntax)node;
        if (SyntaxNames.IsPlain(branch.Condition) && Earlier(branch).Any(condition => SyntaxFactory.AreEquivalent(condition, branch.Condition)))
        {
            yield return CSharpFile.Hit(Rule, branch.Condition.Span, $"'{branch.Condition}' was asked by an earlier branch: this one never runs.");
        }
    }

    private static IEnumerable<ExpressionSyntax> Earlier(IfStatementSyntax branch)
    {
        for (var at = branch; at.Parent is ElseClauseSyntax { Parent: IfStatementSyntax before }; at = before)
        {
            yield return before.Condition;
        }
    }
}
