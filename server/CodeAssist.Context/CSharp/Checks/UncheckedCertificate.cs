using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A validation of certificates that always says yes. A test may talk to a server of its own.</summary>
internal sealed class UncheckedCertificate : ICSharpCheck
{
    public ReviewRule Rule => CheckRules.TlsCheckOff;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.SimpleAssignmentExpression, SyntaxKind.AddAssignmentExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var assignment = (AssignmentExpressionSyntax)node;
        var name = SyntaxNames.Last(assignment.Left);
        if (!file.IsTest && name.EndsWith("ValidationCallback", StringComparison.Ordinal) && name.Contains("Certificate", StringComparison.Ordinal) && AlwaysAgrees(assignment.Right))
        {
            yield return CSharpFile.Hit(Rule, assignment.Span, "Every certificate is accepted, also one that somebody on the way has made.");
        }
    }

    private static bool AlwaysAgrees(ExpressionSyntax expression) => expression switch
    {
        LambdaExpressionSyntax { ExpressionBody: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } } => true,
        AnonymousFunctionExpressionSyntax { Block.Statements: [ReturnStatementSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } }] } => true,
        _ => SyntaxNames.Last(expression) is "DangerousAcceptAnyServerCertificateValidator",
    };
}
