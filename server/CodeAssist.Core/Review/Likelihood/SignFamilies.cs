using System.Globalization;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Which operators and numbers are taken for one another, in every language that has them.</summary>
public static class SignFamilies
{
    private const int LargestCounted = 64;

    private static readonly Dictionary<string, (FaultKind Kind, string Text)[]> _operators = new(StringComparer.Ordinal)
    {
        ["<"] = [(FaultKind.Comparison, ">"), (FaultKind.OffByOne, "<=")],
        ["<="] = [(FaultKind.Comparison, ">="), (FaultKind.OffByOne, "<")],
        [">"] = [(FaultKind.Comparison, "<"), (FaultKind.OffByOne, ">=")],
        [">="] = [(FaultKind.Comparison, "<="), (FaultKind.OffByOne, ">")],
        ["=="] = [(FaultKind.Negation, "!=")],
        ["!="] = [(FaultKind.Negation, "==")],
        ["==="] = [(FaultKind.Negation, "!==")],
        ["!=="] = [(FaultKind.Negation, "===")],
        ["&&"] = [(FaultKind.Operator, "||")],
        ["||"] = [(FaultKind.Operator, "&&")],
        ["+"] = [(FaultKind.Operator, "-")],
        ["-"] = [(FaultKind.Operator, "+")],
        ["*"] = [(FaultKind.Operator, "/")],
        ["/"] = [(FaultKind.Operator, "*")],
        ["%"] = [(FaultKind.Operator, "/")],
        ["+="] = [(FaultKind.Operator, "-=")],
        ["-="] = [(FaultKind.Operator, "+=")],
        ["++"] = [(FaultKind.Operator, "--")],
        ["--"] = [(FaultKind.Operator, "++")],
        ["&"] = [(FaultKind.Operator, "|")],
        ["|"] = [(FaultKind.Operator, "&")],
    };

    public static IReadOnlyList<(FaultKind Kind, string Text)> OfOperator(string sign) => _operators.TryGetValue(sign, out var others) ? others : [];

    /// <summary>Its neighbours, where it counts something, and the smallest numbers, which stand in code most often.</summary>
    public static IEnumerable<(FaultKind Kind, string Text)> OfNumber(string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > LargestCounted)
        {
            yield break;
        }

        foreach (var other in ((int[])[value - 1, value + 1, 0, 1, 2]).Distinct().Where(other => other >= 0 && other != value))
        {
            yield return (Math.Abs(other - value) == 1 ? FaultKind.OffByOne : FaultKind.Literal, other.ToString(CultureInfo.InvariantCulture));
        }
    }
}
