using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Tests.Review;

/// <summary>R11 and R12: what was dismissed stays away, what was found is not forgotten, what is new is told from what is not.</summary>
public sealed class MemoryTests
{
    private const string Text = "first {\n  let a = 1;\n  fault();\n}\nsecond {\n  fault();\n}";

    private static readonly ScriptedReviewer _faults = new("scripted", file => new ReviewerAnswer.Reviewed(
        [.. Enumerable.Range(0, file.File.New!.LineCount)
            .Where(line => file.File.New.Line(line).Contains("fault", StringComparison.Ordinal))
            .Select(line => Example.At(file.File.Path, line, 2, 7))]));

    [Fact]
    public async Task R11_a_dismissed_finding_does_not_come_back()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);

        var again = await ReviewAsync(Text, dismissal);

        Assert.Equal("second", Assert.Single(again.Findings).Symbol);
        Assert.Equal("For a reason.", Assert.Single(again.Dismissed).Dismissal.Reason);
    }

    [Fact]
    public async Task R11_it_stays_away_when_its_code_moves_two_hundred_lines_and_is_indented_anew()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);
        var moved = string.Concat(Enumerable.Repeat("above();\n", 200)) + Text.Replace("  fault", "\tfault", StringComparison.Ordinal);

        Assert.Equal("second", Assert.Single((await ReviewAsync(moved, dismissal)).Findings).Symbol);
    }

    [Fact]
    public async Task R11_it_stays_away_in_another_file_where_its_member_was_moved()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);

        var result = await Example.ReviewAsync(Example.Change(Example.File("b.txt", Text)), new ReviewOptions { Dismissals = [dismissal] }, _faults);

        Assert.Equal("second", Assert.Single(result.Findings).Symbol);
    }

    [Fact]
    public async Task R11_it_comes_back_when_its_statement_changes()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);

        Assert.Equal(2, (await ReviewAsync(Text.Replace("fault();\n}\nsecond", "fault(2);\n}\nsecond", StringComparison.Ordinal), dismissal)).Findings.Count);
    }

    [Fact]
    public async Task R11_a_second_fault_of_the_same_words_is_not_dismissed_with_the_first()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);

        var twice = await ReviewAsync(Text.Replace("let a = 1;", "fault();", StringComparison.Ordinal), dismissal);

        Assert.Equal(["first", "second"], twice.Findings.Select(finding => finding.Symbol), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(DismissalScope.Finding, "a.txt", 1)]
    [InlineData(DismissalScope.File, "a.txt", 0)]
    [InlineData(DismissalScope.File, "b.txt", 2)]
    [InlineData(DismissalScope.Rule, "b.txt", 0)]
    public async Task R11_a_dismissal_reaches_as_far_as_it_says(DismissalScope scope, string path, int left)
    {
        var dismissal = await DismissAsync(Text, scope);
        var change = Example.Change(Example.File(path, scope is DismissalScope.Finding ? Text : Text.Replace("fault()", "fault(2)", StringComparison.Ordinal)));

        Assert.Equal(left, (await Example.ReviewAsync(change, new ReviewOptions { Dismissals = [dismissal] }, _faults)).Findings.Count);
    }

    [Fact]
    public async Task R11_a_dismissed_file_stays_so_under_its_new_name()
    {
        var dismissal = await DismissAsync(Text, DismissalScope.File);
        var renamed = Example.File("b.txt", Text) with { Kind = ChangeKind.Renamed, OldPath = "a.txt" };

        Assert.Empty((await Example.ReviewAsync(Example.Change(renamed), new ReviewOptions { Dismissals = [dismissal] }, _faults)).Findings);
    }

    [Fact]
    public async Task R12_a_second_round_on_the_same_content_brings_nothing_new()
    {
        var first = await ReviewAsync(Text);
        var second = await ReviewAsync(Text, earlier: first.Remembered);

        Assert.All(second.Comparison.Novelties.Values, novelty => Assert.Equal(Novelty.Open, novelty));
        Assert.Empty(second.Comparison.Fixed);
        Assert.Equal(first.Findings.Select(finding => finding.Id), second.Findings.Select(finding => finding.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task R12_what_was_mended_is_fixed_and_the_rest_is_carried()
    {
        var first = await ReviewAsync(Text);

        var second = await ReviewAsync(Text.Replace("  fault();\n}\nsecond", "  mended();\n}\nsecond", StringComparison.Ordinal), earlier: first.Remembered);

        Assert.Equal(first.Findings[0].Id, Assert.Single(second.Comparison.Fixed).Id);
        Assert.Equal(Novelty.Open, second.Comparison.Novelties[Assert.Single(second.Findings).Id]);
        Assert.True(second.Fails(FailLevel.Warning));
    }

    [Fact]
    public async Task R12_what_could_not_be_looked_at_again_is_neither_fixed_nor_forgotten()
    {
        var first = await ReviewAsync(Text);
        var failing = new ScriptedReviewer("scripted", _ => new ReviewerAnswer.Failed("It gave up."));

        var second = await Example.ReviewAsync(Example.Change(Example.File("a.txt", Text)), new ReviewOptions { Earlier = first.Remembered }, failing);
        var third = await ReviewAsync(Text, earlier: second.Remembered);

        Assert.Empty(second.Comparison.Fixed);
        Assert.Equal(2, second.Comparison.Carried.Count);
        Assert.True(second.Fails(FailLevel.Warning));
        Assert.All(third.Comparison.Novelties.Values, novelty => Assert.Equal(Novelty.Open, novelty));
    }

    [Fact]
    public async Task R12_what_was_there_all_along_and_is_found_only_now_is_late()
    {
        var first = await Example.ReviewAsync(Example.Change(Example.File("a.txt", Text)), new ScriptedReviewer("quiet", _ => ReviewerAnswer.Nothing));
        var second = await ReviewAsync(Text, earlier: first.Remembered);
        var changed = await ReviewAsync(Text + "\n// more", earlier: first.Remembered);

        Assert.All(second.Comparison.Novelties.Values, novelty => Assert.Equal(Novelty.Late, novelty));
        Assert.All(changed.Comparison.Novelties.Values, novelty => Assert.Equal(Novelty.New, novelty));
    }

    [Fact]
    public async Task R12_a_dismissed_finding_is_not_fixed()
    {
        var first = await ReviewAsync(Text);
        var dismissal = await DismissAsync(Text, DismissalScope.Finding);

        Assert.Empty((await ReviewAsync(Text, dismissal, first.Remembered)).Comparison.Fixed);
    }

    private static async Task<Dismissal> DismissAsync(string text, DismissalScope scope)
    {
        var finding = (await ReviewAsync(text)).Findings[0];
        return new Dismissal(finding.Id, finding.Rule.Id, finding.Path, scope, "For a reason.", new DateOnly(2026, 11, 21));
    }

    private static Task<ReviewResult> ReviewAsync(string text, Dismissal? dismissal = null, EarlierReview? earlier = null) => Example.ReviewAsync(
        Example.Change(Example.File("a.txt", text)),
        new ReviewOptions { Dismissals = dismissal is null ? [] : [dismissal], Earlier = earlier ?? EarlierReview.None },
        _faults);
}
