using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class ContinuationTreeTests
{
    [Fact]
    public void What_continuations_begin_with_together_is_weighed_once()
    {
        var tree = new ContinuationTree([[1, 2, 3], [1, 2, 4], [1, 2], [5]]);
        var weighed = 0;
        do
        {
            for (; !tree.IsPathDone; weighed++)
            {
                Weigh(tree);
            }
        }
        while (tree.MoveOn());

        // The root and five tokens.
        Assert.Equal(5, tree.TokenCount);
        Assert.Equal(6, weighed);
    }

    [Fact]
    public void A_path_begins_behind_what_it_shares_with_the_one_before()
    {
        var tree = new ContinuationTree([[1, 2, 3], [1, 2, 4]]);
        var first = tree.Path.ToList();
        while (!tree.IsPathDone)
        {
            Weigh(tree);
        }

        Assert.True(tree.MoveOn());

        Assert.Equal(first[..2], tree.Path.Take(2));
        Assert.NotEqual(first[2], tree.Path.Last());
        Assert.Equal(3, tree.WeighedDepth);
        Assert.False(tree.IsPathDone);
    }

    [Fact]
    public void Scores_come_in_the_order_of_the_continuations_also_when_two_are_equal()
    {
        var tree = new ContinuationTree([[2, 1], [], [2], [2, 1]]);
        while (!tree.IsPathDone)
        {
            Weigh(tree);
        }

        Assert.False(tree.MoveOn());

        // Weigh says that the token t has the logarithm −t.
        Assert.Equal([-3, 0, -2, -3], tree.Scores.Select(score => score.LogProbability));
        Assert.All(tree.Scores, score => Assert.Equal(-0.5, score.EndLogProbability));
    }

    [Fact]
    public void What_cannot_be_has_a_probability_that_can_be_written_down()
    {
        var tree = new ContinuationTree([[1]]);

        tree.Weigh([0, float.NegativeInfinity], 0, double.NegativeInfinity);
        tree.Weigh([0, 0], 0, double.NegativeInfinity);

        var (logProbability, endLogProbability) = Assert.Single(tree.Scores);
        Assert.True(double.IsFinite(logProbability) && logProbability < -500);
        Assert.True(double.IsFinite(endLogProbability) && endLogProbability < -500);
    }

    private static void Weigh(ContinuationTree tree) => tree.Weigh([0, -1, -2, -3, -4, -5], 0, -0.5);
}
