using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>System.Random</c> in what is stored as a secret.</summary>
internal sealed class WeakRandomness : ICSharpCheck
{
    public ReviewRule Rule => CheckRules.WeakRandom;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ObjectCreationExpression, SyntaxKind.SimpleMemberAccessExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var isRandom = node switch
        {
            ObjectCreationExpressionSyntax created => SyntaxNames.Last(created.Type) is "Random",
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" } access => SyntaxNames.Last(access.Expression) is "Random",
            _ => false,
        };
        if (isRandom && !file.IsTest && SyntaxNames.StoredIn((ExpressionSyntax)node) is { } name && SecretNames.IsSecret(name))
        {
            yield return CSharpFile.Hit(Rule, node.Span, $"'{name}' can be guessed: System.Random gives numbers that follow from each other. Use RandomNumberGenerator.");
        }
    }
}
