using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary><c>throw exception;</c> of the very exception that was caught.</summary>
internal sealed class RethrowByName : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "rethrow-by-name",
        "Throwing again loses where it came from",
        FindingCategory.Reliability,
        Severity.Warning,
        "The stack trace begins anew at this line. Write 'throw;'.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "try { Save(); } catch (Exception e) { Log(e); throw e; }",
        AlsoKnownAs = ["CA2200", "MA0027", "S3445", "RCS1044"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ThrowStatement];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var thrown = (ThrowStatementSyntax)node;
        if (thrown.Expression is not IdentifierNameSyntax { Identifier.ValueText: var name })
        {
            yield break;
        }

        var around = thrown.Ancestors().FirstOrDefault(ancestor => ancestor is CatchClauseSyntax or FinallyClauseSyntax || SyntaxNames.IsFunction(ancestor));
        if (around is not CatchClauseSyntax clause || !string.Equals(clause.Declaration?.Identifier.ValueText, name, StringComparison.Ordinal) || IsAssigned(clause, name))
        {
            yield break;
        }

        yield return CSharpFile.Hit(Rule, thrown.Span, $"'throw {name};' forgets where '{name}' came from; 'throw;' keeps it.") with
        {
            Fix = new CheckFix("Write 'throw;'", [.. Name(clause, name), (CSharpFile.Place(thrown.Span), "throw;")]),
        };
    }

    // A name that nothing else uses goes too: the compiler would complain of it.
    private static IEnumerable<(OffsetRange Place, string NewText)> Name(CatchClauseSyntax clause, string name)
    {
        var uses = clause.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && string.Equals(token.ValueText, name, StringComparison.Ordinal));
        return uses == 2 && clause.Declaration is { } declaration ? [(new OffsetRange(declaration.Type.Span.End, declaration.Identifier.Span.End), "")] : [];
    }

    private static bool IsAssigned(CatchClauseSyntax clause, string name) => clause.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => string.Equals(assignment.Left.ToString(), name, StringComparison.Ordinal),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && string.Equals(argument.Expression.ToString(), name, StringComparison.Ordinal),
        _ => false,
    });
}
