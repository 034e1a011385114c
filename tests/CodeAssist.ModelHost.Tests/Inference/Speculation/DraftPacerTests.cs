using CodeAssist.ModelHost.Inference.Speculation;

namespace CodeAssist.ModelHost.Tests.Inference.Speculation;

public sealed class DraftPacerTests
{
    private static readonly Draft _draft = new(DraftSource.Client, [.. Enumerable.Range(1, 40)]);

    [Fact]
    public void The_first_drafts_of_a_model_are_tried() => Assert.InRange(new DraftPacer().Length(_draft), 1, DraftPacer.MostTokens);

    [Fact]
    public void Where_further_rows_are_free_and_drafts_are_right_as_many_as_can_be_are_verified()
    {
        var pacer = Measured(rows => 10 + (0.1 * rows));
        Compare(pacer, right: 100, wrong: 0);

        Assert.Equal(DraftPacer.MostTokens, pacer.Length(_draft));
    }

    [Fact]
    public void Where_every_row_costs_as_much_as_the_first_nothing_is_drafted()
    {
        var pacer = Measured(rows => 10 * rows);
        Compare(pacer, right: 100, wrong: 0);

        Assert.Equal(0, pacer.Length(_draft));
    }

    [Fact]
    public void The_more_often_drafts_are_wrong_the_shorter_they_get_down_to_none()
    {
        var lengths = new[] { 0, 25, 50, 75, 100 }.Select(wrong =>
        {
            var pacer = Measured(rows => 10 + (2 * rows));
            Compare(pacer, right: 100 - wrong, wrong);
            return pacer.Length(_draft);
        }).ToList();

        Assert.Equal(lengths.OrderDescending(), lengths);
        Assert.True(lengths[0] > 4);
        Assert.Equal(0, lengths[^1]);
    }

    [Fact]
    public void Drafts_that_become_right_are_verified_again()
    {
        var pacer = Measured(rows => 10 + (2 * rows));
        Compare(pacer, right: 0, wrong: 200);
        Assert.Equal(0, pacer.Length(_draft));

        Compare(pacer, right: 200, wrong: 0);

        Assert.True(pacer.Length(_draft) > 4);
    }

    [Fact]
    public void Each_source_is_judged_by_itself()
    {
        var pacer = Measured(rows => 10 + (2 * rows));
        Compare(pacer, right: 0, wrong: 200);

        Assert.Equal(0, pacer.Length(_draft));
        Assert.True(pacer.Length(_draft with { Source = DraftSource.LongMatch }) > 0);
    }

    [Fact]
    public void A_step_that_was_held_up_by_others_does_not_end_drafting()
    {
        var pacer = Measured(rows => 10 + (0.5 * rows));
        Compare(pacer, right: 100, wrong: 0);
        var before = pacer.Length(_draft);

        pacer.Stepped(9, TimeSpan.FromSeconds(2));

        Assert.InRange(pacer.Length(_draft), before / 2, DraftPacer.MostTokens);
    }

    [Fact]
    public void Guesses_of_a_cheap_model_are_wanted_and_those_of_a_dear_one_only_now_and_then()
    {
        var pacer = Measured(rows => 100 + (2 * rows));
        for (var i = 0; i < 300; i++)
        {
            pacer.Compared(DraftSource.Model, i % 5 > 0);
        }

        Assert.InRange(pacer.GuessLength(16, millisecondsPerToken: 5), 4, 16);
        Assert.Equal(3, pacer.GuessLength(3, millisecondsPerToken: 5));
        var dear = Enumerable.Range(0, 640).Select(_ => pacer.GuessLength(16, millisecondsPerToken: 100)).ToList();

        // So that it is seen when they become worth it.
        Assert.Equal(10, dear.Sum());
        Assert.Equal(1, dear.Max());
    }

    [Fact]
    public void Guesses_of_a_model_that_is_mostly_wrong_are_not_wanted()
    {
        var pacer = Measured(rows => 100 + (2 * rows));
        for (var i = 0; i < 300; i++)
        {
            pacer.Compared(DraftSource.Model, wasRight: false);
        }

        Assert.Equal(0, pacer.GuessLength(16, millisecondsPerToken: 5));
    }

    private static DraftPacer Measured(Func<int, double> milliseconds)
    {
        var pacer = new DraftPacer();
        for (var i = 0; i < 60; i++)
        {
            var rows = 1 + (i % 3 * 4);
            pacer.Stepped(rows, TimeSpan.FromMilliseconds(milliseconds(rows)));
        }

        return pacer;
    }

    // Spread evenly, as they come.
    private static void Compare(DraftPacer pacer, int right, int wrong)
    {
        for (var i = 0; i < right + wrong; i++)
        {
            pacer.Compared(DraftSource.Client, (i + 1) * right / (right + wrong) > i * right / (right + wrong));
        }
    }
}
