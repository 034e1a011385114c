using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>Debugger.Launch</c>, and <c>Debugger.Break</c> where nobody asked whether a debugger is there.</summary>
internal sealed class DebuggerCall : ICSharpCheck
{
    public ReviewRule Rule => CheckRules.DebugLeftover;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ExpressionStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var statement = (ExpressionStatementSyntax)node;
        if (statement.Expression is not InvocationExpressionSyntax call || SyntaxNames.Owner(call.Expression) is not "Debugger"
            || SyntaxNames.Last(call.Expression) is not ("Launch" or "Break") || IsAsked(statement))
        {
            yield break;
        }

        yield return CSharpFile.Hit(Rule, statement.Span, $"'{call.Expression}' stops the program here, wherever it runs.") with
        {
            Fix = statement.Parent is BlockSyntax ? new CheckFix("Remove the debugging statement", (CSharpFile.Place(statement.Span), "")) : null,
        };
    }

    private static bool IsAsked(StatementSyntax statement) =>
        statement.Ancestors().OfType<IfStatementSyntax>().Any(branch => branch.Condition.ToString().Contains("IsAttached", StringComparison.Ordinal))
        || statement.Ancestors().OfType<MethodDeclarationSyntax>().Any(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => SyntaxNames.Last(attribute.Name) is "Conditional"));
}
