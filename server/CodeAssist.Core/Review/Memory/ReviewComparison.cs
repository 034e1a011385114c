using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Core.Review.Memory;

/// <summary>What has changed since the review before: what is new, what is still there, what is fixed, and what nobody looked at this time.</summary>
/// <param name="Novelties">One for each finding of now, by its identity.</param>
/// <param name="Fixed">Findings of then that are gone from what was looked at now.</param>
/// <param name="Carried">Findings of then in files that could not be read to the end now. They are not forgotten.</param>
public sealed record ReviewComparison(
    IReadOnlyDictionary<string, Novelty> Novelties, IReadOnlyList<EarlierFinding> Fixed, IReadOnlyList<EarlierFinding> Carried)
{
    /// <param name="earlier">The review before.</param>
    /// <param name="findings">What was found now, and dismissed findings too: those are not fixed.</param>
    /// <param name="coverage">What was looked at now.</param>
    /// <param name="files">Path and digest of the content of every file of now.</param>
    public static ReviewComparison Of(
        EarlierReview earlier,
        IReadOnlyList<Finding> findings,
        IReadOnlyList<FileCoverage> coverage,
        IReadOnlyDictionary<string, string> files)
    {
        var before = earlier.Findings.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);
        var now = findings.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);
        var unread = coverage.Where(file => !file.IsDone).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var gone = earlier.Findings.Where(finding => !now.Contains(finding.Id)).ToLookup(finding => unread.Contains(finding.Path));

        return new ReviewComparison(
            findings.ToDictionary(finding => finding.Id, finding => NoveltyOf(finding), StringComparer.Ordinal), [.. gone[false]], [.. gone[true]]);

        Novelty NoveltyOf(Finding finding)
        {
            if (before.Contains(finding.Id))
            {
                return Novelty.Open;
            }

            var wasRead = earlier.Files.TryGetValue(finding.Path, out var then) && files.TryGetValue(finding.Path, out var digest)
                && string.Equals(then, digest, StringComparison.Ordinal);
            return wasRead ? Novelty.Late : Novelty.New;
        }
    }
}
