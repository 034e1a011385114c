using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Review;

/// <summary>The way of a change through its reviewers: units → reviewers → anchors → merge → identities → memory → coverage. It calls them and does nothing else.</summary>
/// <param name="reviewers">Those before others speak first where they mean the same.</param>
/// <param name="outline">Which members files consist of.</param>
/// <param name="fixes">Checks what reviewers propose.</param>
public sealed class ReviewPipeline(IReadOnlyList<IReviewer> reviewers, ICodeOutline outline, IFixCheck fixes)
{
    /// <returns>Also when it is cancelled: what was done until then, and what was not.</returns>
    public async Task<ReviewResult> RunAsync(
        ChangeSet change, ReviewOptions options, IProgress<ReviewProgress>? progress, CancellationToken cancellationToken)
    {
        change = Scope.Widen(change, options.Scope);
        var speaking = reviewers.Where(reviewer => reviewer.Silence is null).ToList();
        var placement = new FindingPlacement(change, new AnchorCheck(change, options.Scope), fixes, options.Levels);
        var reviews = new FileReview?[change.Files.Count];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForAsync(0, change.Files.Count, parallel, async (index, token) =>
            {
                reviews[index] = await ReviewAsync(change, change.Files[index], speaking, placement, token);
                progress?.Report(new ReviewProgress(Interlocked.Increment(ref done), change.Files.Count, change.Files[index].Path));
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was done until now is worth having; the rest is told by the coverage.
        }

        var whole = await OfTheChangeAsync(change, speaking, placement);
        return Result(change, options, speaking, [whole, .. reviews.Select((review, index) => review ?? FileReview.NotReached(change.Files[index]))], cancellationToken);
    }

    private async Task<FileReview> ReviewAsync(
        ChangeSet change, ChangedFile file, List<IReviewer> speaking, FindingPlacement placement, CancellationToken cancellationToken)
    {
        if (file.New is null)
        {
            return FileReview.NotRead(file);
        }

        var members = outline.Read(file.New);
        var under = new FileUnderReview(change, file, UnitSplitter.Split(file, members));
        var review = new FileReview(file, members);
        foreach (var reviewer in speaking)
        {
            await review.AddAsync(reviewer, await AskAsync(() => reviewer.ReviewAsync(under, cancellationToken), cancellationToken), placement, cancellationToken);
        }

        return review;
    }

    /// <summary>What concerns several files at once, and files that are not read.</summary>
    private static async Task<FileReview> OfTheChangeAsync(ChangeSet change, List<IReviewer> speaking, FindingPlacement placement)
    {
        var review = FileReview.OfTheChange();
        foreach (var reviewer in speaking)
        {
            await review.AddAsync(reviewer, await AskAsync(() => Task.FromResult(reviewer.ReviewChange(change)), CancellationToken.None), placement, CancellationToken.None);
        }

        return review;
    }

    private static async Task<ReviewerAnswer> AskAsync(Func<Task<ReviewerAnswer>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The border between a review and those who take part in it: the fault of one, over a file that nobody foresaw, must neither take the others' work
            // away nor look as if nothing had been found. A reviewer's own deadline is its fault too.
            return new ReviewerAnswer.Failed($"It broke ({exception.GetType().Name}: {exception.Message}).");
        }
    }

    private ReviewResult Result(
        ChangeSet change, ReviewOptions options, List<IReviewer> speaking, IReadOnlyList<FileReview> reviews, CancellationToken cancellationToken)
    {
        var files = change.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var findings = reviews.SelectMany(review => review.Findings)
            .GroupBy(finding => finding.Path, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => FindingPlacement.Identify(FindingMerge.Merge(group), files.GetValueOrDefault(group.Key)))
            .ToList();
        var judged = findings
            .Select(finding => (Finding: finding, Dismissal: options.Dismissals.FirstOrDefault(dismissal => dismissal.Covers(finding, files.GetValueOrDefault(finding.Path)))))
            .ToList();
        var shown = judged.Where(entry => entry.Dismissal is null).Select(entry => entry.Finding).ToList();
        var coverage = reviews.Where(review => review.IsWorthTelling).Select(review => review.Coverage(speaking.Count)).ToList();
        var digests = Digests(change, coverage);
        var comparison = ReviewComparison.Of(options.Earlier, findings, coverage, digests);

        return new ReviewResult
        {
            Change = change with { Notices = [.. change.Notices, .. reviews.SelectMany(review => review.Notices).Distinct(StringComparer.Ordinal)] },
            Findings = shown,
            Dismissed = [.. judged.Where(entry => entry.Dismissal is not null).Select(entry => new DismissedFinding(entry.Finding, entry.Dismissal!))],
            Coverage = coverage,
            Comparison = comparison,
            Reviewers = [.. speaking.Select(reviewer => reviewer.Id)],
            Silent = [.. reviewers.Where(reviewer => reviewer.Silence is not null).Select(reviewer => new SilentReviewer(reviewer.Id, reviewer.Silence!))],
            Dropped = [.. reviews.SelectMany(review => review.Dropped)],
            Remembered = new EarlierReview([.. shown.Select(EarlierFinding.Of), .. comparison.Carried], digests),
            IsCancelled = cancellationToken.IsCancellationRequested,
        };
    }

    private static Dictionary<string, string> Digests(ChangeSet change, List<FileCoverage> coverage)
    {
        var read = coverage.Where(file => file.State is CoverageState.Reviewed).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return change.Files.Where(file => file.New is not null && read.Contains(file.Path))
            .ToDictionary(file => file.Path, file => Sha256.HexOf(Encoding.UTF8.GetBytes(file.New!.Text)), StringComparer.Ordinal);
    }
}
