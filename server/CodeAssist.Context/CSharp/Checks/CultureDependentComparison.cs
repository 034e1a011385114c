using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>a.ToLower() == b</c>. Not in lambdas: what is to become SQL can often be written no other way.</summary>
internal sealed class CultureDependentComparison : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "culture-comparison",
        "Compared by the letters of the user's country",
        FindingCategory.Correctness,
        Severity.Note,
        "In Turkish the small letter of \"I\" is not \"i\": the comparison fails there, and it makes two copies. Use string.Equals with StringComparison.OrdinalIgnoreCase.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "if (name.ToLower() == \"id\") { }",
        AlsoKnownAs = ["CA1304", "CA1311", "CA1862", "MA0011", "RCS1155"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var binary = (BinaryExpressionSyntax)node;
        var (left, right) = (Changed(binary.Left), Changed(binary.Right));
        if ((left is null && right is null) || binary.Ancestors().Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax))
        {
            yield break;
        }

        var not = binary.IsKind(SyntaxKind.NotEqualsExpression) ? "!" : "";
        var equals = $"{not}string.Equals({left ?? binary.Left}, {right ?? binary.Right}, System.StringComparison.OrdinalIgnoreCase)";
        var isBothOrLiteral = (left is not null || binary.Left is LiteralExpressionSyntax) && (right is not null || binary.Right is LiteralExpressionSyntax);
        yield return CSharpFile.Hit(Rule, binary.Span, "The result depends on the country that the machine is set to: in Turkish, \"I\" and \"i\" are no pair.") with
        {
            Fix = isBothOrLiteral ? new CheckFix("Compare without regard to case", (CSharpFile.Place(binary.Span), file.Uses("System") ? equals.Replace("System.StringComparison", "StringComparison", StringComparison.Ordinal) : equals)) : null,
        };
    }

    private static ExpressionSyntax? Changed(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToLower" or "ToUpper" } access }
            ? access.Expression
            : null;
}
