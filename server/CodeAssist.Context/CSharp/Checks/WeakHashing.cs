using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>MD5 and SHA-1 over something that is named as a secret, or in a method that says it signs. As checksums they are what protocols ask for.</summary>
internal sealed class WeakHashing : ICSharpCheck
{
    public ReviewRule Rule => CheckRules.WeakHash;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.InvocationExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var call = (InvocationExpressionSyntax)node;
        var owner = SyntaxNames.Owner(call.Expression);
        if (!file.IsTest && owner is "MD5" or "SHA1" && SyntaxNames.Last(call.Expression) is "HashData" or "Create" && IsOverSecret(call))
        {
            yield return CSharpFile.Hit(Rule, call.Span, $"{owner} is too weak for what is hashed here: it is quick to try, and collisions can be made.");
        }
    }

    private static bool IsOverSecret(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => SecretNames.IsSecret(name.Identifier.ValueText)))
        {
            return true;
        }

        var around = call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "";
        return around.Contains("Password", StringComparison.Ordinal) || around.Contains("Signature", StringComparison.Ordinal) || around.StartsWith("Sign", StringComparison.Ordinal);
    }
}
