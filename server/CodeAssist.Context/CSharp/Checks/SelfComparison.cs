using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>The same on both sides of a comparison. Not in tests, which try operators out, and not where somebody looks for NaN.</summary>
internal sealed class SelfComparison : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "self-comparison",
        "Compared with itself",
        FindingCategory.Correctness,
        Severity.Error,
        "The result is always the same. One of the two sides was to be another.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "return left.Line == left.Line;",
        AlsoKnownAs = ["CS1718", "S1764"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } =
    [
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.LogicalAndExpression, SyntaxKind.LogicalOrExpression,
    ];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var binary = (BinaryExpressionSyntax)node;
        if (!file.IsTest && SyntaxFactory.AreEquivalent(binary.Left, binary.Right) && SyntaxNames.IsPlain(binary.Left) && HasName(binary.Left) && !IsAboutNaN(binary))
        {
            yield return CSharpFile.Hit(Rule, binary.Span, $"Both sides of '{binary.OperatorToken.Text}' are '{binary.Left}'.");
        }
    }

    private static bool HasName(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any();

    private static bool IsAboutNaN(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        && binary.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault()?.ToString().Contains("NaN", StringComparison.OrdinalIgnoreCase) is true;
}
