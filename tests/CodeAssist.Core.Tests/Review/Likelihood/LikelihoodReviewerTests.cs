using CodeAssist.Core.Models;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Tests.Completion;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Review.Likelihood;

/// <summary>The reviewer by likelihood over a scripted model.</summary>
public sealed class LikelihoodReviewerTests
{
    private const string Loop = "for (let at = 0; at > end; at++) {";

    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_is_much_likelier_than_the_line_as_written_is_a_finding_with_its_fix_and_its_reasons()
    {
        var model = Preferring("at < end");
        var finding = Assert.Single((await ReviewAsync(model, Loop)).Findings);

        Assert.Equal(("likelihood", "likely-other-comparison", Severity.Note), (finding.Reviewer, finding.Rule.Id, finding.Severity));
        Assert.Equal("'<' is likelier here than '>'.", finding.Message);
        Assert.Equal(">", finding.Quote);
        Assert.Equal("<", Assert.Single(finding.Fix!.Edits).NewText);
        Assert.InRange(finding.Confidence, 0.9, 1);
        Assert.Contains(finding.Evidence, evidence => evidence.Text.Contains("times likelier with it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_is_likely_as_it_stands_is_left_alone()
    {
        var result = await ReviewAsync(Preferring("at > end"), Loop);

        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task A_kind_of_fault_that_was_not_right_often_enough_is_not_told()
    {
        var thresholds = Calibration.Thresholds.Where(entry => entry.Key is not FaultKind.Comparison).ToDictionary();

        Assert.Empty((await ReviewAsync(Preferring("at < end"), Loop, Calibration with { Thresholds = thresholds })).Findings);
    }

    [Fact]
    public async Task Texts_are_scored_with_and_without_what_follows_between_the_code_on_both_sides()
    {
        var model = Preferring("at < end");
        await ReviewAsync(model, $"before();\n{Loop}\nnext();\nthen();\nlast();", Calibration, (1, 1));

        Assert.Contains(Loop, model.Scored, StringComparer.Ordinal);
        Assert.Contains(Loop + "\nnext();\nthen();", model.Scored, StringComparer.Ordinal);
        var code = string.Concat(model.ScoredFor.SelectMany(prompt => prompt.Parts));
        Assert.Contains("before();", code, StringComparison.Ordinal);
        Assert.Contains("last();", code, StringComparison.Ordinal);
        Assert.DoesNotContain("next();", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (isDone) {", "isDone", "!isDone", "'!' is probably missing here.", "Add '!'")]
    [InlineData("take(list, end - 1);", "end - 1", "end", "'- 1' is probably too much here.", "Remove '- 1'")]
    [InlineData("take(list, 12);", "12", "1", "'1' is likelier here than '12'.", "Change '12' to '1'")]
    public async Task What_is_wrong_is_said_as_people_would(string line, string written, string other, string message, string fix)
    {
        var at = line.IndexOf(written, StringComparison.Ordinal);
        var source = new OneAlternative(new Alternative(FaultKind.Negation, new OffsetRange(at, at + written.Length), other));
        var model = new ScriptedModel(_failure) { Score = text => text.StartsWith(line, StringComparison.Ordinal) ? -9 : -1 };
        var reviewer = new LikelihoodReviewer(source, model, Calibration, new LikelihoodBudget(TimeSpan.FromSeconds(10)), _time);
        var finding = Assert.Single((await Example.ReviewAsync(Example.Change(File("a.ts", line)), reviewer)).Findings);

        Assert.Equal(message, finding.Message);
        Assert.Equal(fix, finding.Fix!.Title);
    }

    [Fact]
    public async Task What_only_the_file_speaks_for_and_not_the_model_is_not_told()
    {
        // Weights that believe nothing but the kind's constant.
        var weights = Enumerable.Repeat(0.0, FaultFeatures.Count - 8).Concat(Enumerable.Repeat(9.0, 8)).ToArray();

        Assert.Empty((await ReviewAsync(Preferring(Loop), Loop, Calibration with { Weights = weights })).Findings);
    }

    [Fact]
    public void Time_that_one_file_does_not_need_is_the_next_ones()
    {
        var budget = new LikelihoodBudget(TimeSpan.FromSeconds(60));
        var first = budget.Take(10, 30);
        budget.GiveBack(first - TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(20), first);
        Assert.Equal(TimeSpan.FromSeconds(29), budget.Take(10, 30));
        Assert.Equal(TimeSpan.FromSeconds(29), budget.Take(10, 30));
        Assert.Equal(TimeSpan.Zero, budget.Take(10, 30));
    }

    [Fact]
    public void Time_that_a_file_takes_beyond_its_share_the_others_lack()
    {
        var budget = new LikelihoodBudget(TimeSpan.FromSeconds(30));
        budget.GiveBack(budget.Take(10, 30) - TimeSpan.FromSeconds(20));

        Assert.Equal(TimeSpan.FromSeconds(5), budget.Take(10, 30));
    }

    [Fact]
    public async Task When_the_time_is_over_it_says_that_it_has_not_looked_at_everything()
    {
        var model = Preferring("at > end", () => _time.Advance(TimeSpan.FromSeconds(4)));
        var lines = Enumerable.Range(0, 40).Select(number => $"for (let at = 0; at > end{number}; at++) {{");
        var result = await ReviewAsync(model, string.Join('\n', lines));

        Assert.Equal(Verdict.Complete, result.Verdict);
        Assert.Equal(
            "likelihood: Not all changed lines were compared with what else they could say: the time for it was over. The setting review.likelihoodSeconds gives it more.",
            Assert.Single(result.Change.Notices));
    }

    [Fact]
    public async Task What_is_looked_at_when_time_is_short_is_always_the_same()
    {
        var text = string.Join('\n', Enumerable.Range(0, 40).Select(number => $"take(list{number}, 1);"));
        var (first, second) = (Preferring("at", () => _time.Advance(TimeSpan.FromSeconds(4))), Preferring("at", () => _time.Advance(TimeSpan.FromSeconds(4))));
        await ReviewAsync(first, text);
        await ReviewAsync(second, text);

        Assert.NotEmpty(first.Scored);
        Assert.Equal(first.Scored, second.Scored);
    }

    [Fact]
    public async Task A_cancelled_review_is_partial_and_not_clean()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reviewer = Reviewer(Preferring("at > end", cancelled.Cancel), Calibration);
        var change = Example.Change(File("a.ts", Loop), File("b.ts", Loop));
        var result = await new CodeAssist.Core.Review.ReviewPipeline([reviewer], new BraceOutline(), new EveryFix())
            .RunAsync(change, new CodeAssist.Core.Review.ReviewOptions(), progress: null, cancelled.Token);

        Assert.True(result.IsCancelled);
        Assert.NotEqual(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task A_model_that_gives_up_makes_the_file_partial_with_its_words()
    {
        var result = await ReviewAsync(new ScriptedModel(_failure) { Score = null }, Loop);

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Contains("It takes too long.", Assert.Single(Assert.Single(result.Coverage).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_not_measured_is_not_looked_at_and_that_is_said()
    {
        var model = Preferring("at < end");
        var result = await ReviewAsync(model, Loop, Calibration with { Languages = ["csharp"] });

        Assert.Empty(model.Scored);
        Assert.Contains("likelihood: Only files in csharp are looked at; for other languages this model was not measured.", result.Change.Notices, StringComparer.Ordinal);
    }

    private static readonly ModelReply.Failed _failure = new(new ModelFailure(ModelFailureKind.TimedOut, "It takes too long.", "Wait."));

    // The gap of the line alone, the same for every kind.
    private static FaultCalibration Calibration { get; } = new(
        [0, 0, 0, 0, 0, .. Enumerable.Repeat(1.0, 8), .. Enumerable.Repeat(0.0, 24)],
        OfCount: 0,
        OfNone: 0,
        Enum.GetValues<FaultKind>().ToDictionary(kind => kind, _ => 0.9),
        ["typescript"]);

    private static ChangedFile File(string path, string text, params (int First, int Last)[] changed)
    {
        var file = Example.File(path, text, changed);
        return file with { New = DocumentSnapshot.Open(path, "typescript", 0, text) };
    }

    private static ScriptedModel Preferring(string text, Action? onScore = null) =>
        new(_failure) { Score = line => line.Contains(text, StringComparison.Ordinal) ? -1 : -9, OnScore = onScore ?? (static () => { }) };

    private LikelihoodReviewer Reviewer(ScriptedModel model, FaultCalibration calibration) =>
        new(new TokenAlternatives(), model, calibration, new LikelihoodBudget(TimeSpan.FromSeconds(10)), _time);

    private Task<ReviewResult> ReviewAsync(ScriptedModel model, string text) => ReviewAsync(model, text, Calibration);

    private Task<ReviewResult> ReviewAsync(ScriptedModel model, string text, FaultCalibration calibration, params (int First, int Last)[] changed) =>
        Example.ReviewAsync(Example.Change(File("a.ts", text, changed)), Reviewer(model, calibration));

    private sealed class OneAlternative(Alternative alternative) : IAlternativeSource
    {
        public IReadOnlyList<Alternative> Of(DocumentSnapshot document, int line, CancellationToken cancellationToken) => [alternative];
    }
}
