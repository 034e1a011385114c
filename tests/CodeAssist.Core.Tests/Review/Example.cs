using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review;

/// <summary>Changes, claims and reviews of a few lines, for tests.</summary>
internal static class Example
{
    public static readonly ReviewRule Rule = new("scripted-rule", "A scripted fault", FindingCategory.Correctness, Severity.Warning, "Only for tests.");

    /// <summary>A modified file.</summary>
    /// <param name="path">Relative.</param>
    /// <param name="text">What it is now.</param>
    /// <param name="changed">First and last changed line, from zero; all lines where left out.</param>
    public static ChangedFile File(string path, string text, params (int First, int Last)[] changed)
    {
        var document = DocumentSnapshot.Open(path, "plaintext", 0, text);
        return new ChangedFile
        {
            Path = path,
            Kind = ChangeKind.Modified,
            New = document,
            Hunks = changed is []
                ? [new Hunk(default, new LineSpan(0, document.LineCount))]
                : [.. changed.Select(lines => new Hunk(default, new LineSpan(lines.First, lines.Last + 1)))],
        };
    }

    public static ChangeSet Change(params ChangedFile[] files) => new("/repository", "working tree", files);

    public static Claim Quoting(string path, string quote, int? line = null) => new(Rule, path, new ClaimedPlace.Quoted(quote, line), "This is wrong.");

    public static Claim At(string path, int line, int start = 0, int end = 1) =>
        new(Rule, path, new ClaimedPlace.At(new TextRange(new TextPosition(line, start), new TextPosition(line, end))), "This is wrong.");

    public static Task<ReviewResult> ReviewAsync(ChangeSet change, params IReviewer[] reviewers) => ReviewAsync(change, new ReviewOptions(), reviewers);

    public static Task<ReviewResult> ReviewAsync(ChangeSet change, ReviewOptions options, params IReviewer[] reviewers) =>
        new ReviewPipeline(reviewers, new BraceOutline(), new EveryFix()).RunAsync(change, options, progress: null, TestContext.Current.CancellationToken);
}
