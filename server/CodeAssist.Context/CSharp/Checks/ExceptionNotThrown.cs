using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>new SomeException(…);</c> as a statement.</summary>
internal sealed class ExceptionNotThrown : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "exception-not-thrown",
        "Exception is made and not thrown",
        FindingCategory.Correctness,
        Severity.Error,
        "The program goes on as if nothing were wrong. Write 'throw' before it.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "if (name is null) { new ArgumentNullException(nameof(name)); }",
        AlsoKnownAs = ["CA1806", "S3984"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ExpressionStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var statement = (ExpressionStatementSyntax)node;
        if (!file.IsTest && statement.Expression is ObjectCreationExpressionSyntax created && SyntaxNames.Last(created.Type).EndsWith("Exception", StringComparison.Ordinal))
        {
            yield return CSharpFile.Hit(Rule, statement.Span, $"This '{SyntaxNames.Last(created.Type)}' is never thrown.") with
            {
                Fix = new CheckFix("Throw it", (new OffsetRange(statement.SpanStart, statement.SpanStart), "throw ")),
            };
        }
    }
}
