using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Inference.Speculation;

namespace CodeAssist.ModelHost.Tests.Inference.Speculation;

public sealed class DraftFinderTests
{
    [Fact]
    public void A_text_of_the_client_is_the_first_guess()
    {
        var finder = Finder([1, 2, 3, 4, 5], [7, 8, 9]);

        Assert.Equal([7, 8, 9], Find(finder, DraftSource.Client));
    }

    [Fact]
    public void A_text_of_the_client_goes_on_where_the_answer_is()
    {
        var finder = Finder([1, 2, 3, 4, 5], [7, 8, 9]);

        finder.Append(7);

        Assert.Equal([8, 9], Find(finder, DraftSource.Client));
    }

    [Fact]
    public void An_answer_that_left_a_text_may_come_back_to_it()
    {
        var finder = Finder([1, 2, 3, 4, 5], [7, 8, 9, 10, 11]);

        foreach (var token in new[] { 6, 8, 9 })
        {
            finder.Append(token);
        }

        Assert.Equal([10, 11], Find(finder, DraftSource.Client));
    }

    [Fact]
    public void What_followed_the_same_tokens_before_is_guessed_again_the_latest_first()
    {
        var finder = Finder([1, 2, 3, 60, 1, 2, 3, 70, 1, 2, 3]);

        Assert.Equal([70, 1, 2, 3], Find(finder, DraftSource.LongMatch));
    }

    [Fact]
    public void A_longer_match_wins_over_a_later_one()
    {
        var finder = Finder([1, 2, 3, 60, 9, 2, 3, 70, 1, 2, 3]);

        Assert.Equal([60, 9, 2, 3], Find(finder, DraftSource.LongMatch)[..4]);
    }

    [Fact]
    public void Two_tokens_are_enough_and_one_is_not()
    {
        Assert.Equal([60, 2, 3], Find(Finder([2, 3, 60, 2, 3]), DraftSource.ShortMatch));
        Assert.Null(Finder([3, 60, 3]).Find(8));
        Assert.Null(Finder([3]).Find(8));
    }

    [Fact]
    public void The_answer_itself_is_looked_through()
    {
        var finder = Finder([1]);

        foreach (var token in new[] { 5, 6, 7, 8, 5, 6, 7 })
        {
            finder.Append(token);
        }

        Assert.Equal([8, 5, 6, 7], Find(finder, DraftSource.LongMatch));
    }

    [Fact]
    public void Behind_a_caret_in_the_middle_the_answer_goes_on_from_the_caret()
    {
        // 1 2 3 | 90 1 2 3 4 5 91: a prefix, and a suffix that repeats it.
        var prompt = new AssembledPrompt([1, 2, 3, 90, 1, 2, 3, 4, 5, 91], 0) { CaretPosition = 3 };

        Assert.Equal([4, 5], new DraftFinder(prompt, []).Find(2)!.Tokens);
    }

    [Fact]
    public void No_more_is_guessed_than_there_is_room_for()
    {
        var finder = Finder([1, 2, 3, 4, 5], [7, 8, 9]);

        Assert.Equal([7, 8], finder.Find(2)!.Tokens);
        Assert.Null(finder.Find(0));
    }

    private static DraftFinder Finder(int[] prompt, params IReadOnlyList<int[]> client) => new(new AssembledPrompt(prompt, 0), client);

    private static int[] Find(DraftFinder finder, DraftSource source)
    {
        var draft = Assert.IsType<Draft>(finder.Find(16));
        Assert.Equal(source, draft.Source);
        return draft.Tokens;
    }
}
