using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A statement with values in it, on its way to a database: in what is named after it, or in a call that runs it as it is.</summary>
internal sealed class SqlCommandText : ICSharpCheck
{
    private static readonly string[] _calls =
    [
        "ExecuteSqlRaw", "ExecuteSqlRawAsync", "FromSqlRaw", "SqlQueryRaw", "ExecuteSqlCommand", "Execute", "ExecuteAsync", "Query", "QueryAsync", "QueryFirst", "QueryFirstAsync",
        "QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync", "ExecuteScalar", "ExecuteScalarAsync",
        "ExecuteReader", "ExecuteReaderAsync", "ExecuteNonQuery",
    ];

    public ReviewRule Rule => CheckRules.SqlString;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.InterpolatedStringExpression, SyntaxKind.AddExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var text = (ExpressionSyntax)node;
        if (!file.IsTest && text.Parent is not BinaryExpressionSyntax && StringParts.Of(text) is { } parts && SqlText.IsStatement(parts.Text)
            && parts.Values.FirstOrDefault(value => SqlText.IsValue(value)) is { } value && IsSentAsItIs(text))
        {
            yield return CSharpFile.Hit(Rule, text.Span, $"'{value}' becomes part of the statement; a quote in it changes what is executed. Pass it as a parameter.") with { Confidence = 0.7 };
        }
    }

    private static bool IsSentAsItIs(ExpressionSyntax text)
    {
        if (text.Parent is ArgumentSyntax { Parent.Parent: var call })
        {
            return call is InvocationExpressionSyntax invocation
                ? _calls.Contains(SyntaxNames.Last(invocation.Expression), StringComparer.Ordinal)
                : call is ObjectCreationExpressionSyntax created && SyntaxNames.Last(created.Type).EndsWith("Command", StringComparison.Ordinal);
        }

        return SyntaxNames.StoredIn(text) is { } name
            && (name.Contains("sql", StringComparison.OrdinalIgnoreCase) || name.Contains("query", StringComparison.OrdinalIgnoreCase) || name is "CommandText" || name.EndsWith("cmd", StringComparison.OrdinalIgnoreCase));
    }
}
