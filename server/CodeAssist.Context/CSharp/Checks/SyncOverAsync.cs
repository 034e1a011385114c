using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A blocking wait in a method that could await. Of a variable nobody knows here whether it has completed: only calls count.</summary>
internal sealed class SyncOverAsync : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "sync-over-async",
        "Blocks on a task in an async method",
        FindingCategory.Reliability,
        Severity.Warning,
        "The thread waits where it could work, and under a synchronization context it waits for itself. Use await.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "async Task RunAsync() { var text = LoadAsync().Result; }",
        AlsoKnownAs = ["VSTHRD002", "VSTHRD103", "CA1849", "MA0042", "S4462", "S6966"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.SimpleMemberAccessExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var access = (MemberAccessExpressionSyntax)node;
        if (!SyntaxNames.IsAsynchronous(SyntaxNames.Function(access)) || Waited(access) is not { } waited)
        {
            yield break;
        }

        var (whole, task) = waited;
        yield return CSharpFile.Hit(Rule, whole.Span, $"This blocks the thread until '{SyntaxNames.Last(task)}' is done, in a method that could await it.") with
        {
            Fix = SyntaxNames.MayAwait(whole) ? Await(whole, task) : null,
        };
    }

    private static (ExpressionSyntax Whole, ExpressionSyntax Task)? Waited(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText switch
    {
        "Result" when IsAsyncCall(access.Expression) && access.Parent is not InvocationExpressionSyntax => (access, access.Expression),
        "Wait" when IsAsyncCall(access.Expression) && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call => (call, access.Expression),
        "GetResult" when access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
            && access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter }
            && IsAsyncCall(awaiter.Expression) => (call, awaiter.Expression),
        _ => null,
    };

    private static bool IsAsyncCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax call && SyntaxNames.Last(call.Expression).EndsWith("Async", StringComparison.Ordinal);

    private static CheckFix Await(ExpressionSyntax whole, ExpressionSyntax task)
    {
        var needsParentheses = whole.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax;
        var text = needsParentheses ? $"(await {task})" : $"await {task}";
        return new CheckFix("Await it", (CSharpFile.Place(whole.Span), text));
    }
}
