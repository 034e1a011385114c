using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A condition that decides nothing. Where a comment stands in a branch, it is likely to say why.</summary>
internal sealed class IdenticalBranches : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "identical-branches",
        "Both branches do the same",
        FindingCategory.Correctness,
        Severity.Warning,
        "The condition decides nothing. One of the branches was to be another, or the condition can go.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "var size = isWide ? narrow : narrow;",
        AlsoKnownAs = ["S3923"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.IfStatement, SyntaxKind.ConditionalExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        if (SyntaxNames.HasComment(node))
        {
            yield break;
        }

        if (node is ConditionalExpressionSyntax choice && SyntaxFactory.AreEquivalent(choice.WhenTrue, choice.WhenFalse))
        {
            yield return CSharpFile.Hit(Rule, choice.Span, $"Whatever '{choice.Condition}' is, this is '{choice.WhenTrue}'.");
        }

        if (node is IfStatementSyntax { Else: { } other } branch && SyntaxFactory.AreEquivalent(branch.Statement, other.Statement) && !IsEmpty(branch.Statement))
        {
            var head = TextSpan.FromBounds(branch.IfKeyword.SpanStart, branch.CloseParenToken.Span.End);
            yield return CSharpFile.Hit(Rule, head, "Both branches of this 'if' do the same.", branch);
        }
    }

    private static bool IsEmpty(StatementSyntax statement) => statement is BlockSyntax { Statements.Count: 0 } or EmptyStatementSyntax;
}
