using System.Globalization;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What speaks for an alternative, in words for people.</summary>
internal static class FaultReasons
{
    private const double WorthTelling = 0.5;

    public static IEnumerable<string> Of(WeighedAlternative weighed)
    {
        var (gap, signs) = (weighed.LineGap + weighed.FollowGap, weighed.Signs);
        yield return gap >= 0
            ? $"The model finds the line {Times(gap)} likelier with it, given the code before and after."
            : $"A neighbouring line has one name at both places. The model alone would leave it: it finds the line {Times(-gap)} likelier as written.";
        if (signs.Around >= WorthTelling || signs.Before >= WorthTelling || signs.After >= WorthTelling)
        {
            yield return "Elsewhere in the file it stands beside the same neighbours more often.";
        }

        if (signs.Repetition > 0)
        {
            yield return "What is written stands on the line twice.";
        }

        if (signs.Unused > 0)
        {
            yield return "It is declared and used nowhere else.";
        }

        if (signs.Likeness >= WorthTelling)
        {
            yield return "Its name is like another one of the line.";
        }
    }

    private static string Times(double gap) => Math.Exp(Math.Min(gap, 12)) switch
    {
        >= 1000 => "over 1,000 times",
        >= 10 and var times => string.Create(CultureInfo.InvariantCulture, $"{times:0} times"),
        var times => string.Create(CultureInfo.InvariantCulture, $"{times:0.0} times"),
    };
}
