using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A broad catch with nothing in it, not even a reason. One of a certain exception says what it expects.</summary>
internal sealed class EmptyCatch : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "empty-catch",
        "Every exception is swallowed",
        FindingCategory.Reliability,
        Severity.Warning,
        "Whatever goes wrong here, nobody learns of it. Catch what is expected, or say in a comment why nothing needs to be done.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "try { Save(); } catch (Exception) { }",
        AlsoKnownAs = ["CA1031", "RCS1075", "S108", "S2486"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.CatchClause];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var clause = (CatchClauseSyntax)node;
        if (clause.Block.Statements.Count == 0 && clause.Filter is null && ExceptionTypes.IsBroad(clause) && !SyntaxNames.HasComment(clause))
        {
            yield return CSharpFile.Hit(Rule, clause.Span, "Whatever is thrown in this 'try' disappears here without a trace.");
        }
    }
}
