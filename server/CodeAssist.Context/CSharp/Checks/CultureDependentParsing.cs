using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>Numbers with a decimal point and dates, read as the user's country writes them. Whole numbers hardly differ.</summary>
internal sealed class CultureDependentParsing : ICSharpCheck
{
    private static readonly string[] _types = ["double", "float", "decimal", "Double", "Single", "Decimal", "DateTime", "DateTimeOffset"];

    public ReviewRule Rule { get; } = new(
        "culture-parsing",
        "Read as the user's country writes it",
        FindingCategory.Correctness,
        Severity.Warning,
        "\"1.5\" is fifteen where a comma divides, and days and months change places. Name the culture: CultureInfo.InvariantCulture for what programs wrote.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "var ratio = double.Parse(text);",
        AlsoKnownAs = ["CA1305", "MA0011"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.InvocationExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var call = (InvocationExpressionSyntax)node;
        var (owner, name, count) = (SyntaxNames.Owner(call.Expression), SyntaxNames.Last(call.Expression), call.ArgumentList.Arguments.Count);
        if (!_types.Contains(owner, StringComparer.Ordinal) || (name, count) is not (("Parse", 1) or ("TryParse", 2)))
        {
            yield break;
        }

        var culture = file.Uses("System.Globalization") ? "CultureInfo.InvariantCulture" : "System.Globalization.CultureInfo.InvariantCulture";
        var end = call.ArgumentList.CloseParenToken.SpanStart;
        yield return CSharpFile.Hit(Rule, call.Span, $"What '{owner}.{name}' makes of this text depends on the country that the machine is set to.") with
        {
            Confidence = 0.7,
            Fix = name is "Parse" ? new CheckFix("Read it the same everywhere", (new OffsetRange(end, end), $", {culture}")) : null,
        };
    }
}
