using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A statement behind one that never lets go on.</summary>
internal sealed class UnreachableStatement : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "unreachable-code",
        "Never runs",
        FindingCategory.Correctness,
        Severity.Warning,
        "The statement before it leaves the block in every case. Remove it, or put the two in order.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "return total;\n_log.Add(total);",
        AlsoKnownAs = ["CS0162", "S1763"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } =
        [SyntaxKind.ReturnStatement, SyntaxKind.ThrowStatement, SyntaxKind.BreakStatement, SyntaxKind.ContinueStatement, SyntaxKind.GotoStatement, SyntaxKind.YieldBreakStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var statements = node.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            _ => default,
        };
        var at = statements.IndexOf(statement => statement == node);
        var next = at < 0 ? null : statements.Skip(at + 1).FirstOrDefault(statement => statement is not LocalFunctionStatementSyntax);

        // Behind a label somebody may jump. A 'break' behind 'return' ends a section of a switch by habit. Other code may stand between under other symbols.
        if (next is null or LabeledStatementSyntax or BreakStatementSyntax or EmptyStatementSyntax || next.GetLeadingTrivia().Any(trivia => trivia.IsDirective))
        {
            yield break;
        }

        yield return CSharpFile.Hit(Rule, next.Span, $"This never runs: '{node.GetFirstToken().ValueText}' comes before it.") with
        {
            Extent = new OffsetRange(node.SpanStart, next.Span.End),
        };
    }
}
