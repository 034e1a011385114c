using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review;

/// <summary>R2 and R3: no comment on a line that was not read, none that was moved, none that nobody asked for.</summary>
public sealed class AnchorTests
{
    private const string Text = "zero\none\n  two two\nthree\none\nfive\nsix\nseven\neight\nnine\nten";

    [Fact]
    public async Task R2_a_quote_at_the_line_that_was_named_is_kept() => Assert.Equal((1, 0), await PlaceAsync("one", 1));

    [Fact]
    public async Task R2_a_quote_that_stands_twice_is_kept_at_the_line_that_was_named() => Assert.Equal((4, 0), await PlaceAsync("one", 4));

    [Fact]
    public async Task R2_a_quote_with_a_wrong_line_goes_to_the_only_place_where_it_stands() => Assert.Equal((3, 0), await PlaceAsync("three", 7));

    [Fact]
    public async Task R2_a_quote_with_a_line_far_beyond_the_end_goes_to_the_only_place_where_it_stands() => Assert.Equal((3, 0), await PlaceAsync("three", 9999));

    [Fact]
    public async Task R2_blanks_around_a_quote_do_not_matter() => Assert.Equal((2, 2), await PlaceAsync(" two two\r\n", null));

    [Fact]
    public async Task R2_a_quote_of_several_lines_is_found_whatever_its_line_breaks() => Assert.Equal((2, 6), await PlaceAsync("two\r\nthree\r\none", null));

    [Fact]
    public async Task R2_a_quote_at_several_places_leaves_only_the_file_as_certain()
    {
        var finding = Assert.Single((await ReviewAsync(Example.Quoting("a.txt", "one"))).Findings);

        Assert.Null(finding.Range);
        Assert.Equal("a.txt", finding.Path);
    }

    [Theory]
    [InlineData("One", 1, DropReason.QuoteNotFound)]
    [InlineData("four", 1, DropReason.QuoteNotFound)]
    [InlineData("", 1, DropReason.QuoteNotFound)]
    [InlineData(" \n ", null, DropReason.QuoteNotFound)]
    [InlineData("three\nfive", 3, DropReason.QuoteNotFound)]
    public async Task R2_what_does_not_stand_in_the_file_is_dropped(string quote, int? line, DropReason reason)
    {
        var result = await ReviewAsync(Example.Quoting("a.txt", quote, line));

        Assert.Empty(result.Findings);
        Assert.Equal(reason, Assert.Single(result.Dropped).Reason);
    }

    [Theory]
    [InlineData("b.txt")]
    [InlineData("../a.txt")]
    [InlineData("./a.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("A.TXT")]
    [InlineData("")]
    public async Task R2_a_file_that_is_not_part_of_the_change_gets_no_finding(string path)
    {
        var result = await ReviewAsync(Example.Quoting(path, "three"));

        Assert.Empty(result.Findings);
        Assert.Equal(DropReason.UnknownFile, Assert.Single(result.Dropped).Reason);
    }

    [Fact]
    public async Task R2_nothing_is_moved_to_another_hunk()
    {
        // It stands once in the file, but in no changed line, however near the line that was named.
        var change = Example.Change(Example.File("a.txt", Text, (0, 1), (5, 6)));
        var result = await Example.ReviewAsync(change, new ScriptedReviewer(Example.Quoting("a.txt", "three", 5)));

        Assert.Empty(result.Findings);
        Assert.Equal(DropReason.OutsideScope, Assert.Single(result.Dropped).Reason);
    }

    [Fact]
    public async Task R2_of_two_places_the_one_in_scope_is_meant()
    {
        var change = Example.Change(Example.File("a.txt", Text, (4, 4)));
        var result = await Example.ReviewAsync(change, new ScriptedReviewer(Example.Quoting("a.txt", "one")));

        Assert.Equal(4, Assert.Single(result.Findings).Range!.Value.Start.Line);
    }

    [Theory]
    [InlineData(11, 0, 1)]
    [InlineData(3, 0, 6)]
    [InlineData(3, 4, 2)]
    public async Task R2_a_place_that_the_text_does_not_have_is_dropped(int line, int start, int end)
    {
        var result = await ReviewAsync(Example.At("a.txt", line, start, end));

        Assert.Equal(DropReason.NoSuchPlace, Assert.Single(result.Dropped).Reason);
    }

    [Theory]
    [InlineData(ReviewScope.Added, new[] { 5 })]
    [InlineData(ReviewScope.Context, new[] { 2, 5, 8 })]
    [InlineData(ReviewScope.File, new[] { 1, 2, 5, 8, 9 })]
    [InlineData(ReviewScope.All, new[] { 1, 2, 5, 8, 9, -1 })]
    public async Task R3_the_scope_says_which_lines_findings_may_be_about(ReviewScope scope, int[] lines)
    {
        var change = Example.Change(Example.File("a.txt", Text, (5, 5)));
        var reviewer = new ScriptedReviewer([.. new[] { 1, 2, 5, 8, 9 }.Select(line => Example.At("a.txt", line)), Example.At("elsewhere.txt", 0)]);

        var result = await Example.ReviewAsync(change, new ReviewOptions { Scope = scope }, reviewer);

        Assert.Equal(lines, result.Findings.Select(finding => finding.Range?.Start.Line ?? -1));
    }

    [Theory]
    [InlineData("../elsewhere.txt")]
    [InlineData("/elsewhere.txt")]
    [InlineData("c:/elsewhere.txt")]
    [InlineData(@"a\..\..\elsewhere.txt")]
    public async Task R3_no_scope_reaches_beyond_the_root(string path)
    {
        var change = Example.Change(Example.File("a.txt", Text));

        var result = await Example.ReviewAsync(change, new ReviewOptions { Scope = ReviewScope.All }, new ScriptedReviewer(Example.At(path, 0)));

        Assert.Empty(result.Findings);
    }

    [Fact]
    public async Task A_range_that_ends_where_a_changed_line_begins_is_not_about_it()
    {
        var change = Example.Change(Example.File("a.txt", Text, (5, 5)));
        var before = new Claim(Example.Rule, "a.txt", new ClaimedPlace.At(new TextRange(new TextPosition(4, 0), new TextPosition(5, 0))), "Before.");

        Assert.Empty((await Example.ReviewAsync(change, new ScriptedReviewer(before))).Findings);
    }

    private static async Task<(int Line, int Character)> PlaceAsync(string quote, int? line)
    {
        var range = Assert.Single((await ReviewAsync(Example.Quoting("a.txt", quote, line))).Findings).Range!.Value;
        return (range.Start.Line, range.Start.Character);
    }

    private static Task<CodeAssist.Core.Review.Outcome.ReviewResult> ReviewAsync(Claim claim) =>
        Example.ReviewAsync(Example.Change(Example.File("a.txt", Text)), new ScriptedReviewer(claim));
}
