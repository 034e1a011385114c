using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A call, alone on its line, of a method of the same type that returns a task.</summary>
internal sealed class MissingAwait : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "missing-await",
        "Task is dropped",
        FindingCategory.Correctness,
        Severity.Warning,
        "What follows runs before the call is done, and its exceptions are lost. Await it, or assign it to '_' where that is meant.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "async Task SaveAsync() { await _store.WriteAsync(); }\n\nasync Task CloseAsync() { SaveAsync(); await Task.Yield(); }",
        AlsoKnownAs = ["CS4014", "VSTHRD110", "MA0134"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ExpressionStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var statement = (ExpressionStatementSyntax)node;
        if (statement.Expression is not InvocationExpressionSyntax call
            || call.Expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            || !ReturnsTask(call, SyntaxNames.Last(call.Expression)))
        {
            yield break;
        }

        yield return CSharpFile.Hit(Rule, call.Span, $"The task of '{SyntaxNames.Last(call.Expression)}' is dropped: what follows does not wait for it, and its exceptions are lost.") with
        {
            Fix = SyntaxNames.MayAwait(statement) ? new CheckFix("Await it", (new OffsetRange(call.SpanStart, call.SpanStart), "await ")) : null,
        };
    }

    // All that the name can mean here must return tasks: a local function, else every overload in the types around.
    private static bool ReturnsTask(InvocationExpressionSyntax call, string name)
    {
        foreach (var scope in call.Ancestors())
        {
            List<TypeSyntax> types = scope switch
            {
                BlockSyntax block => [.. block.Statements.OfType<LocalFunctionStatementSyntax>().Where(local => IsNamed(local.Identifier, name)).Select(local => local.ReturnType)],
                TypeDeclarationSyntax type when !type.Modifiers.Any(SyntaxKind.PartialKeyword) =>
                    [.. type.Members.OfType<MethodDeclarationSyntax>().Where(method => IsNamed(method.Identifier, name)).Select(method => method.ReturnType)],
                _ => [],
            };
            if (types.Count > 0)
            {
                return types.TrueForAll(type => SyntaxNames.Last(type) is "Task" or "ValueTask");
            }
        }

        return false;
    }

    private static bool IsNamed(SyntaxToken token, string name) => string.Equals(token.ValueText, name, StringComparison.Ordinal);
}
