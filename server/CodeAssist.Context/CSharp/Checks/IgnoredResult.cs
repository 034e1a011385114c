using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A changed copy of a string that nobody takes. Only methods that nothing but strings have.</summary>
internal sealed class IgnoredResult : ICSharpCheck
{
    private static readonly string[] _methods = ["ToUpper", "ToLower", "ToUpperInvariant", "ToLowerInvariant", "Substring", "PadLeft", "PadRight", "TrimEnd", "TrimStart"];

    public ReviewRule Rule { get; } = new(
        "ignored-result",
        "Changed copy is dropped",
        FindingCategory.Correctness,
        Severity.Error,
        "Strings do not change: the method returns a new one. Assign it.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "name.ToLowerInvariant();",
        AlsoKnownAs = ["CA1806", "S2201"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ExpressionStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        if (((ExpressionStatementSyntax)node).Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            && !file.IsTest && _methods.Contains(access.Name.Identifier.ValueText, StringComparer.Ordinal))
        {
            yield return CSharpFile.Hit(Rule, call.Span, $"'{access.Name}' returns a new string, and nobody takes it.");
        }
    }
}
