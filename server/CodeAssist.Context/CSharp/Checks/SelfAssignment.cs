using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>name = name;</c> of a field, a variable or a parameter. A property may do something when it is set.</summary>
internal sealed class SelfAssignment : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "self-assignment",
        "Assigned to itself",
        FindingCategory.Correctness,
        Severity.Error,
        "Nothing happens. Often a field was meant that has the name of a parameter.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "public Cart(string name) { name = name; }",
        AlsoKnownAs = ["CS1717", "S1656", "CA2245"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.SimpleAssignmentExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var assignment = (AssignmentExpressionSyntax)node;

        // In an initializer the left side is of the new object, and the right one is not.
        if (assignment.Parent is ExpressionStatementSyntax && SyntaxFactory.AreEquivalent(assignment.Left, assignment.Right)
            && SyntaxNames.IsPlain(assignment.Left) && SyntaxNames.Last(assignment.Left) is [var first, ..] && !char.IsUpper(first))
        {
            yield return CSharpFile.Hit(Rule, assignment.Span, $"'{assignment.Left}' is assigned to itself; nothing happens.");
        }
    }
}
