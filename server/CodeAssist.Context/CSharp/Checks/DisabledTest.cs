using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>Tests of xUnit, NUnit and MSTest that an attribute keeps from running.</summary>
internal sealed class DisabledTest : ICSharpCheck
{
    private static readonly string[] _tests = ["Test", "TestCase", "TestCaseSource", "TestFixture", "TestMethod", "TestClass", "DataTestMethod"];

    public ReviewRule Rule => CheckRules.DisabledTest;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.Attribute];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var attribute = (AttributeSyntax)node;
        if (SyntaxNames.Last(attribute.Name) switch
        {
            "Fact" or "Theory" => Sets(attribute, "Skip") && !Sets(attribute, "SkipUnless") && !Sets(attribute, "SkipWhen"),
            "Ignore" => IsOnTest(attribute),
            _ => false,
        })
        {
            yield return CSharpFile.Hit(Rule, attribute.Span, "This keeps the test from running.");
        }
    }

    private static bool Sets(AttributeSyntax attribute, string name) => attribute.ArgumentList?.Arguments
        .Any(argument => string.Equals(argument.NameEquals?.Name.Identifier.ValueText, name, StringComparison.Ordinal) && !argument.Expression.IsKind(SyntaxKind.NullLiteralExpression)) is true;

    // Serializers and mappers have an [Ignore] of their own.
    private static bool IsOnTest(AttributeSyntax attribute) => attribute.Parent?.Parent is MemberDeclarationSyntax member
        && member.AttributeLists.SelectMany(list => list.Attributes).Any(other => _tests.Contains(SyntaxNames.Last(other.Name), StringComparer.Ordinal));
}
