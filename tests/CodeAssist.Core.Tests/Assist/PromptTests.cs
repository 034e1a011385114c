using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Tests.Assist;

public sealed class PromptTests
{
    [Fact]
    public void A_question_shows_the_lines_between_what_stands_around_them()
    {
        var question = AssistPrompts.Whole(Subjects.Of(AssistKind.Fix, Subjects.Cart, 4, 5) with { Problems = ["off by one"], Wish = "no tax" });

        Assert.Equal(
            "src/Cart.cs (csharp)\n"
            + "<<< before\nclass Cart\n{\n    int Total(int price)\n    {\n>>>\n"
            + "<<< lines 5 to 5\n        return price - 1;\n>>>\n"
            + "<<< after\n    }\n}\n\n>>>\n"
            + "Reported there: off by one\n"
            + "Wanted: no tax\n",
            question.Turns[^1].Text);
    }

    [Fact]
    public void Text_of_the_file_carries_the_file_as_its_origin_and_the_wish_its_user()
    {
        var parts = AssistPrompts.Whole(Subjects.Of(AssistKind.Explain, Subjects.Cart, 2, 6) with { Wish = "why" }).Turns[^1].Parts;

        Assert.All(parts.SkipLast(1), part => Assert.Equal([new PartOrigin.File("shop", "src/Cart.cs", IsIgnored: false)], part.Origins));
        Assert.Equal([new PartOrigin.User()], parts[^1].Origins);
    }

    [Fact]
    public void A_change_is_asked_for_as_a_whole_or_not_at_all()
    {
        var size = AssistPieces.Measure(Subjects.Long(AssistKind.Fix, 400), outputTokens: 500);

        Assert.Equal(size.InputTokens, size.SmallestInputTokens);
    }

    [Fact]
    public void A_long_explanation_is_split_at_empty_lines_without_losing_one()
    {
        var subject = Subjects.Long(AssistKind.Explain, 400);
        var size = AssistPieces.Measure(subject, outputTokens: 500);

        var parts = AssistPieces.Split(subject, size.SmallestInputTokens * 2);

        Assert.NotNull(parts);
        Assert.InRange(parts.Count, 2, 20);
        Assert.All(parts, part => Assert.InRange(AssistPrompts.About(subject, part).EstimatedTokens, 1, size.SmallestInputTokens * 2));
        Assert.All(parts.SkipLast(1), part => Assert.True(subject.Document.Line(part.End - 1).IsEmpty));
        Assert.Equal(subject.Lines, new LineSpan(parts[0].Start, parts[^1].End));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void The_smallest_piece_that_is_promised_can_be_asked()
    {
        var subject = Subjects.Long(AssistKind.Explain, 400);

        Assert.NotNull(AssistPieces.Split(subject, AssistPieces.Measure(subject, outputTokens: 500).SmallestInputTokens));
    }

    [Fact]
    public void A_line_that_is_too_long_for_any_question_is_not_split()
    {
        var subject = Subjects.Of(AssistKind.Explain, new string('x', 30_000), 0, 1);

        Assert.Null(AssistPieces.Split(subject, mostTokens: 2_000));
    }

    [Fact]
    public void Characters_beyond_ascii_count_as_a_token_each()
    {
        Assert.Equal(1, TokenEstimate.Of("abc"));
        Assert.Equal(2, TokenEstimate.Of("abcd"));
        Assert.Equal(3, TokenEstimate.Of("日本語"));
    }
}
