using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review;

/// <summary>One finding for one fault, however many reviewers saw it: the others become its evidence.</summary>
/// <remarks>
/// Two mean the same where their lines meet and their rules are one, by name or by what a rule says other tools call it; and where one is certain, and another, with an
/// opinion of the same kind of harm, is not.
/// </remarks>
internal static class FindingMerge
{
    /// <param name="findings">Of one file; of two that mean the same the earlier speaks.</param>
    public static List<Finding> Merge(IEnumerable<Finding> findings)
    {
        List<Finding> merged = [];

        // Certain ones first, so that an opinion finds them there; the order among equals stays.
        foreach (var finding in findings.OrderByDescending(finding => finding.Confidence >= 1))
        {
            var same = merged.FindIndex(other => MeanTheSame(other, finding));
            if (same < 0)
            {
                merged.Add(finding);
            }
            else
            {
                merged[same] = Joined(merged[same], finding);
            }
        }

        return merged;
    }

    private static bool MeanTheSame(Finding one, Finding other)
    {
        if (!LinesMeet(one, other))
        {
            return false;
        }

        return string.Equals(one.Rule.Id, other.Rule.Id, StringComparison.Ordinal)
            ? !string.Equals(one.Reviewer, other.Reviewer, StringComparison.Ordinal) || one.Range == other.Range
            : one.Rule.AlsoKnownAs.Contains(other.Rule.Id, StringComparer.Ordinal)
                || other.Rule.AlsoKnownAs.Contains(one.Rule.Id, StringComparer.Ordinal)
                || (one.Confidence >= 1 && other.Confidence < 1 && one.Rule.Category == other.Rule.Category);
    }

    private static bool LinesMeet(Finding one, Finding other) => (one.Range, other.Range) switch
    {
        (null, null) => true,
        ({ } left, { } right) => left.Start.Line <= right.End.Line && right.Start.Line <= left.End.Line,
        _ => false,
    };

    private static Finding Joined(Finding first, Finding second) => first with
    {
        Severity = (Severity)Math.Max((int)first.Severity, (int)second.Severity),
        Fix = first.Fix ?? second.Fix,
        Evidence =
        [
            .. first.Evidence,
            .. string.Equals(first.Message, second.Message, StringComparison.Ordinal)
                ? Enumerable.Empty<Evidence>()
                : [new Evidence($"{second.Reviewer}: {second.Rule.Id}", second.Message)],
            .. second.Evidence,
        ],
    };
}
