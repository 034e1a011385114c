using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Review.Checks;

public sealed class ChecksReviewerTests
{
    private const string Code = "debugger;\nrun();\ndebugger;\nstop();\n";

    [Fact]
    public async Task Only_changed_lines_are_spoken_of()
    {
        var claim = Assert.Single(await ClaimsAsync(Code, new LineSpan(2, 4)));

        Assert.Equal(2, ((ClaimedPlace.At)claim.Place).Range.Start.Line);
    }

    [Fact]
    public async Task A_change_inside_a_fault_is_told_on_the_changed_line()
    {
        var file = ChecksRun.File("a.txt", "plaintext", "<<<<<<< HEAD\none\n=======\n  two\n>>>>>>> other\n", new LineSpan(3, 4));
        var claim = Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, file));

        Assert.Equal("two", ChecksRun.Quote(file, claim));
    }

    [Theory]
    [InlineData("debugger; // codeassist:ignore debug-leftover kept for the demo\n")]
    [InlineData("// codeassist:ignore debug-leftover kept for the demo\ndebugger;\n")]
    [InlineData("// codeassist:ignore other-rule,debug-leftover kept for the demo\ndebugger;\n")]
    [InlineData("// codeassist:ignore no-debugger its name elsewhere\ndebugger;\n")]
    [InlineData("/* codeassist:ignore debug-leftover */ debugger;\n")]
    public async Task R10_a_comment_with_the_rules_id_excuses_its_line_or_the_next(string text) => Assert.Empty(await ClaimsAsync(text));

    [Theory]
    [InlineData("// codeassist:ignore other-rule\ndebugger;\n")]
    [InlineData("// codeassist:ignore\ndebugger;\n")]
    [InlineData("// codeassist:ignore debug-leftover\n\ndebugger;\n")]
    [InlineData("run(); // codeassist:ignore debug-leftover\ndebugger;\n")]
    [InlineData("say('codeassist:ignore debug-leftover')\ndebugger;\n")]
    public async Task R10_another_comment_excuses_nothing(string text) => Assert.Single(await ClaimsAsync(text));

    [Theory]
    [InlineData("a = 'x\u202E' // codeassist:ignore bidirectional-text\n", "bidirectional-text")]
    [InlineData("a = 'x\u200B' // codeassist:ignore invisible-character\n", "invisible-character")]
    public async Task No_comment_excuses_what_its_author_may_want_to_hide(string text, string rule) =>
        Assert.Equal(rule, Assert.Single(await ClaimsAsync(text)).Rule.Id);

    [Fact]
    public async Task A_check_that_breaks_is_a_gap_and_silences_no_other()
    {
        var reviewer = new ChecksReviewer([new Broken(), .. TextChecks.All], []);
        var answer = (ReviewerAnswer.Reviewed)await reviewer.ReviewAsync(ChecksRun.File("a.js", "javascript", Code), CancellationToken.None);

        Assert.Equal(2, answer.Claims.Count);
        Assert.Equal("The check 'broken' broke on 'a.js': InvalidOperationException.", Assert.Single(answer.Gaps));
    }

    [Fact]
    public async Task A_text_that_nobody_wrote_by_hand_is_a_gap()
    {
        var answer = await new ChecksReviewer(TextChecks.All, []).ReviewAsync(ChecksRun.File("a.js", "javascript", new string(' ', 3 * 1024 * 1024)), CancellationToken.None);

        Assert.Single(((ReviewerAnswer.Reviewed)answer).Gaps);
    }

    [Fact]
    public async Task A_secret_of_many_lines_is_found_in_a_long_text_though_one_line_of_it_was_changed()
    {
        var filler = string.Concat(Enumerable.Repeat("const value = compute(1, 2, 3);\n", 4000));
        var body = string.Concat(Enumerable.Range(0, 50).Select(line => $"{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{line * 7919:D12}abcdefghijklmnopqrstuvwxyz0123456789"))}\n"));
        var text = $"{filler}-----BEGIN RSA PRIVATE KEY-----\n{body}-----END RSA PRIVATE KEY-----\n{filler}";
        var claims = await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.js", "javascript", text, new LineSpan(4025, 4026)));

        Assert.Equal("secret", Assert.Single(claims).Rule.Id);
        Assert.Equal(4000, ((ClaimedPlace.At)claims[0].Place).Range.Start.Line);
        Assert.Empty(await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.js", "javascript", text, new LineSpan(10, 11))));
    }

    [Fact]
    public async Task Whoever_cancels_is_not_told_of_a_gap()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ChecksReviewer(TextChecks.All, []).ReviewAsync(ChecksRun.File("a.js", "javascript", Code), cancelled.Token));
    }

    private static Task<IReadOnlyList<Claim>> ClaimsAsync(string text, params LineSpan[] changed) =>
        ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.js", "javascript", text, changed));

    private sealed class Broken : ICheck
    {
        public IReadOnlyList<ReviewRule> Rules { get; } = [new("broken", "Broken", FindingCategory.Correctness, Severity.Note, "Breaks.")];

        public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
