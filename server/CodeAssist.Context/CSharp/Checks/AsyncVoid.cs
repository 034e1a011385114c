using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>async void</c> where nothing asks for it: no event, no override, no framework that calls by attribute.</summary>
internal sealed class AsyncVoid : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "async-void",
        "Nobody can wait for this method",
        FindingCategory.Reliability,
        Severity.Warning,
        "An exception in it ends the process, and no caller can wait for its end. Return Task.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "private async void Save() { await _store.WriteAsync(); }",
        AlsoKnownAs = ["VSTHRD100", "MA0155", "S3168", "AsyncFixer03"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var (name, type, parameters) = node switch
        {
            MethodDeclarationSyntax method when IsOwn(method) => (method.Identifier, method.ReturnType, method.ParameterList),
            LocalFunctionStatementSyntax local => (local.Identifier, local.ReturnType, local.ParameterList),
            _ => default,
        };
        if (SyntaxNames.IsAsynchronous(node) && type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } && !IsHandler(parameters) && !IsSubscribed(file, name.ValueText))
        {
            yield return CSharpFile.Hit(Rule, name.Span, $"An exception in '{name.ValueText}' ends the process, and nobody can wait for it. Return Task.");
        }
    }

    private static bool IsOwn(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && !method.Modifiers.Any(SyntaxKind.PartialKeyword)
        && method.ExplicitInterfaceSpecifier is null
        && method.AttributeLists.SelectMany(list => list.Attributes).All(attribute => SyntaxNames.Last(attribute.Name) is "Fact" or "Theory" or "Test" or "TestMethod" or "TestCase");

    // The form of handlers, and of ICommand.
    private static bool IsHandler(ParameterListSyntax parameters) => parameters.Parameters switch
    {
        [var sender, var arguments] => SyntaxNames.Last(sender.Type) is "object" || SyntaxNames.Last(arguments.Type).EndsWith("Args", StringComparison.Ordinal) || sender.Identifier.ValueText is "sender",
        [var only] => SyntaxNames.Last(only.Type) is "object" || SyntaxNames.Last(only.Type).EndsWith("Args", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsSubscribed(CSharpFile file, string name) => file.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(assignment => assignment.IsKind(SyntaxKind.AddAssignmentExpression)
            && assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(handler => string.Equals(handler.Identifier.ValueText, name, StringComparison.Ordinal)));
}
