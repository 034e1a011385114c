using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Tests.Review;

/// <summary>R4 and R5: every changed file is accounted for, and a broken answer is never a clean one.</summary>
public sealed class CoverageTests
{
    private static readonly ScriptedReviewer _silent = new("quiet", _ => ReviewerAnswer.Nothing);
    private static readonly ScriptedReviewer _failing = new("failing", _ => new ReviewerAnswer.Failed("Its answer was cut."));

    [Fact]
    public async Task R4_an_answer_that_failed_is_never_no_findings()
    {
        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), _failing);

        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Equal("failing: Its answer was cut.", Assert.Single(Assert.Single(result.Coverage).Reasons));
    }

    [Fact]
    public async Task R4_a_reviewer_that_breaks_fails_its_file_and_leaves_the_others_their_work()
    {
        var breaking = new ScriptedReviewer("breaking", file => file.File.Path is "a.txt" ? throw new InvalidOperationException("Unforeseen.") : ReviewerAnswer.Nothing);
        var change = Example.Change(Example.File("a.txt", "text"), Example.File("b.txt", "text"));

        var result = await Example.ReviewAsync(change, new ScriptedReviewer(Example.At("a.txt", 0)), breaking);

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Single(result.Findings);
        Assert.Equal([CoverageState.Partial, CoverageState.Reviewed], result.Coverage.Select(file => file.State));
        Assert.Contains("Unforeseen.", result.Coverage[0].Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_a_reviewer_that_breaks_on_the_change_as_a_whole_or_on_its_own_deadline_makes_the_review_partial()
    {
        var breaking = new ScriptedReviewer("breaking", _ => ReviewerAnswer.Nothing) { OnChange = _ => throw new InvalidOperationException("Unforeseen.") };
        var late = new ScriptedReviewer("late", _ => throw new OperationCanceledException("Its own time was up."));

        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), new ScriptedReviewer(Example.At("a.txt", 0)), breaking, late);

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Single(result.Findings);
        Assert.Equal(["", "a.txt"], result.Coverage.Select(file => file.Path), StringComparer.Ordinal);
    }

    [Fact]
    public async Task R4_one_failure_of_several_reviewers_is_partial()
    {
        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), _silent, _failing);

        Assert.Equal(Verdict.Partial, result.Verdict);
    }

    [Fact]
    public async Task R5_sixty_files_are_sixty_in_the_coverage_and_a_huge_one_blocks_none()
    {
        ChangedFile[] files =
        [
            .. Enumerable.Range(0, 57).Select(index => Example.File(FormattableString.Invariant($"{index:00}.txt"), "text")),
            new ChangedFile { Path = "generated.json", Kind = ChangeKind.Modified, Length = 17_000_000, Skipped = SkipReason.Generated },
            new ChangedFile { Path = "image.png", Kind = ChangeKind.Added, Length = 5_000, Skipped = SkipReason.Binary },
            new ChangedFile { Path = "huge.txt", Kind = ChangeKind.Modified, Length = 90_000_000, Skipped = SkipReason.TooLarge },
        ];

        var result = await Example.ReviewAsync(Example.Change(files), new ReviewOptions { AtOnce = 4 }, _silent);

        Assert.Equal(files.Select(file => file.Path), result.Coverage.Select(file => file.Path), StringComparer.Ordinal);
        Assert.Equal(
            [(CoverageState.Reviewed, 57), (CoverageState.Skipped, 2), (CoverageState.Failed, 1)],
            result.Coverage.GroupBy(file => file.State).Select(group => (group.Key, group.Count())));
        Assert.Equal(Verdict.Partial, result.Verdict);
    }

    [Fact]
    public async Task R5_what_a_reviewer_did_not_look_at_is_named()
    {
        var sampling = new ScriptedReviewer("sampling", _ => new ReviewerAnswer.Reviewed([]) { Gaps = ["Lines 40 to 90 were not looked at."] });

        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), _silent, sampling);

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Equal("sampling: Lines 40 to 90 were not looked at.", Assert.Single(result.Coverage[0].Reasons));
    }

    [Fact]
    public async Task R5_a_file_that_could_not_be_read_is_a_failure_with_its_reason()
    {
        var unread = new ChangedFile { Path = "a.txt", Kind = ChangeKind.Modified, Failure = "It may not be read." };

        var result = await Example.ReviewAsync(Example.Change(unread, Example.File("b.txt", "text")), _silent);

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Equal("It may not be read.", Assert.Single(result.Coverage[0].Reasons));
    }

    [Fact]
    public async Task A_change_of_nothing_but_files_that_nobody_reads_is_complete()
    {
        var result = await Example.ReviewAsync(Example.Change(new ChangedFile { Path = "a.png", Kind = ChangeKind.Added, Skipped = SkipReason.Binary }), _silent);

        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task A_review_that_is_ended_keeps_what_was_done_and_is_partial()
    {
        using var source = new CancellationTokenSource();
        var ending = new ScriptedReviewer("ending", file =>
        {
            if (file.File.Path is "b.txt")
            {
                source.Cancel();
                throw new OperationCanceledException(source.Token);
            }

            return new ReviewerAnswer.Reviewed([Example.At(file.File.Path, 0)]);
        });
        var change = Example.Change(Example.File("a.txt", "text"), Example.File("b.txt", "text"), Example.File("c.txt", "text"));

        var result = await new ReviewPipeline([ending], new BraceOutline(), new EveryFix()).RunAsync(change, new ReviewOptions(), null, source.Token);

        Assert.True(result.IsCancelled);
        Assert.Equal("a.txt", Assert.Single(result.Findings).Path);
        Assert.Equal([CoverageState.Reviewed, CoverageState.Failed, CoverageState.Failed], result.Coverage.Select(file => file.State));
        Assert.Equal(Verdict.Partial, result.Verdict);
    }

    [Fact]
    public async Task A_silent_reviewer_is_named_with_its_reason_and_asked_nothing()
    {
        var off = new ScriptedReviewer("off", _ => ReviewerAnswer.Nothing) { Silence = "It is switched off." };

        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), _silent, off);

        Assert.Equal([new SilentReviewer("off", "It is switched off.")], result.Silent);
        Assert.Empty(off.Shown);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Theory]
    [InlineData(FailLevel.Note, true)]
    [InlineData(FailLevel.Warning, true)]
    [InlineData(FailLevel.Error, false)]
    [InlineData(FailLevel.Never, false)]
    public async Task Findings_fail_from_the_level_on_that_was_asked_for(FailLevel level, bool fails)
    {
        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "text")), new ScriptedReviewer(Example.At("a.txt", 0)));

        Assert.Equal(fails, result.Fails(level));
    }

    [Fact]
    public async Task A_rule_that_is_off_finds_nothing_and_one_with_another_level_has_that()
    {
        var change = Example.Change(Example.File("a.txt", "text"));
        var reviewer = new ScriptedReviewer(Example.At("a.txt", 0));

        var off = await Example.ReviewAsync(change, new ReviewOptions { Levels = Level(null) }, reviewer);
        var raised = await Example.ReviewAsync(change, new ReviewOptions { Levels = Level(Severity.Error) }, reviewer);

        Assert.Empty(off.Findings);
        Assert.Equal(Severity.Error, Assert.Single(raised.Findings).Severity);

        static Dictionary<string, Severity?> Level(Severity? severity) => new(StringComparer.Ordinal) { [Example.Rule.Id] = severity };
    }

    [Fact]
    public async Task R9_a_fix_that_is_objected_to_goes_and_its_finding_stays()
    {
        Claim[] claims =
        [
            Example.At("a.txt", 0) with { Fix = new Fix("bad", []) },
            Example.At("a.txt", 1) with { Fix = new Fix("good", []) },
        ];

        var result = await Example.ReviewAsync(Example.Change(Example.File("a.txt", "one\ntwo")), new ScriptedReviewer(claims));

        Assert.Equal([null, "good"], result.Findings.Select(finding => finding.Fix?.Title), StringComparer.Ordinal);
    }
}
