using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>
/// A catch that turns the caller's cancellation into a result, around a call that was given the caller's token. Where cancellation is mentioned
/// in the clause, or a reason stands in it, somebody has thought of it.
/// </summary>
internal sealed class SwallowedCancellation : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "swallowed-cancellation",
        "Cancellation is swallowed",
        FindingCategory.Reliability,
        Severity.Warning,
        "The caller cancelled and is answered as if the work had failed, or had been done. Let OperationCanceledException pass: catch (Exception e) when (e is not OperationCanceledException).")
    {
        Languages = CheckLanguages.CSharp,
        Example = "try { await SaveAsync(cancellationToken); } catch (Exception e) { Log(e); }",

        // Whoever excuses a broad catch has thought of what it catches.
        AlsoKnownAs = ["CA1031"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.TryStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var tried = (TryStatementSyntax)node;
        var tokens = Tokens(SyntaxNames.Function(tried));
        if (file.IsTest || tokens.Count == 0 || !Awaits(tried.Block, tokens))
        {
            yield break;
        }

        foreach (var clause in tried.Catches)
        {
            if (ExceptionTypes.IsCancellation(clause) && clause.Block.Statements.Count > 0)
            {
                yield break;
            }

            if (clause.Filter is null && (ExceptionTypes.IsBroad(clause) || ExceptionTypes.IsCancellation(clause)) && !IsConsidered(clause, tokens))
            {
                var head = TextSpan.FromBounds(clause.CatchKeyword.SpanStart, clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End);
                yield return CSharpFile.Hit(Rule, head, $"A cancellation through '{tokens[0]}' ends here, and the caller goes on as if it had not cancelled.", clause) with
                {
                    Confidence = 0.7,
                };
                yield break;
            }
        }
    }

    private static List<string> Tokens(SyntaxNode? function)
    {
        var parameters = function switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
            LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
            _ => default,
        };

        // A service's own loop is ended by its token; there is nobody to tell.
        return function is MethodDeclarationSyntax { Identifier.ValueText: "ExecuteAsync" or "StopAsync" or "StartAsync" }
            ? []
            : [.. parameters.Where(parameter => SyntaxNames.Last(parameter.Type) is "CancellationToken").Select(parameter => parameter.Identifier.ValueText)];
    }

    private static bool Awaits(BlockSyntax block, List<string> tokens) => SyntaxNames.Within(block).OfType<AwaitExpressionSyntax>()
        .SelectMany(awaited => awaited.DescendantNodes().OfType<ArgumentSyntax>())
        .Any(argument => argument.Expression is IdentifierNameSyntax name && tokens.Contains(name.Identifier.ValueText, StringComparer.Ordinal));

    private static bool IsConsidered(CatchClauseSyntax clause, List<string> tokens) =>
        clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax)
        || clause.Block.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && (tokens.Contains(token.ValueText, StringComparer.Ordinal) || token.ValueText.Contains("Cancel", StringComparison.OrdinalIgnoreCase)
                || token.ValueText is "SetException" or "TrySetException" or "ExceptionDispatchInfo"))
        || SyntaxNames.HasComment(clause);
}
