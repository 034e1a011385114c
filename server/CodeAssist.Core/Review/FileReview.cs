using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Review;

/// <summary>What has been said of one file so far, and by whom nothing could be said.</summary>
internal sealed class FileReview(ChangedFile? file, IReadOnlyList<CodeMember> members)
{
    private readonly List<Finding> _findings = [];
    private readonly List<DroppedClaim> _dropped = [];
    private readonly List<string> _reasons = [];
    private readonly List<string> _notices = [];
    private int _failed;
    private CoverageState? _state;

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<DroppedClaim> Dropped => _dropped;

    /// <summary>Sentences for the review as a whole.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Whether it is of a file, or something went wrong that no file can be blamed for.</summary>
    public bool IsWorthTelling => file is not null || _reasons.Count > 0;

    /// <summary>What concerns no single file.</summary>
    public static FileReview OfTheChange() => new(null, []);

    /// <summary>There is no content to look at.</summary>
    public static FileReview NotRead(ChangedFile file) => file.Failure is { } failure
        ? Closed(file, CoverageState.Failed, failure)
        : Closed(file, file.Skipped is SkipReason.TooLarge ? CoverageState.Failed : CoverageState.Skipped, Sentence(file.Skipped ?? SkipReason.ContentUnchanged));

    /// <summary>The review ended before this file's turn.</summary>
    public static FileReview NotReached(ChangedFile file) =>
        file.New is null ? NotRead(file) : Closed(file, CoverageState.Failed, "The review was ended before it came to this file.");

    public async Task AddAsync(IReviewer reviewer, ReviewerAnswer answer, FindingPlacement placement, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case ReviewerAnswer.Failed(var why):
                _failed++;
                _reasons.Add($"{reviewer.Id}: {why}");
                break;
            case ReviewerAnswer.Reviewed reviewed:
                _findings.AddRange(await placement.PlaceAsync(reviewer, reviewed.Claims, file, members, _dropped, cancellationToken));
                _dropped.AddRange(reviewed.Dropped);
                _reasons.AddRange(reviewed.Gaps.Select(gap => $"{reviewer.Id}: {gap}"));
                _notices.AddRange(reviewed.Notices.Select(notice => $"{reviewer.Id}: {notice}"));
                break;
        }
    }

    /// <param name="reviewers">How many take part.</param>
    public FileCoverage Coverage(int reviewers)
    {
        var state = _state ?? (_reasons.Count == 0 ? CoverageState.Reviewed : _failed == reviewers ? CoverageState.Failed : CoverageState.Partial);
        return new FileCoverage(file?.Path ?? "", state, _reasons);
    }

    private static FileReview Closed(ChangedFile file, CoverageState state, string reason)
    {
        var review = new FileReview(file, []) { _state = state };
        review._reasons.Add(reason);
        return review;
    }

    private static string Sentence(SkipReason reason) => reason switch
    {
        SkipReason.Binary => "Binary.",
        SkipReason.Generated => "Written by a program.",
        SkipReason.TooLarge => "Too large to be read.",
        SkipReason.Submodule => "A submodule: its commit is reviewed in its own repository.",
        SkipReason.Link => "A symbolic link.",
        SkipReason.Deleted => "Deleted.",
        SkipReason.ContentUnchanged => "Only its name or its permissions changed.",
        SkipReason.Ignored => "An ignore file names it.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
