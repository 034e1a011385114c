using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class ChooserTests
{
    private static readonly float[] _logits = [.. Enumerable.Range(0, 1_003).Select(i => MathF.Sin(i) * 3)];

    [Fact]
    public void Greedy_takes_the_most_likely_token_with_its_exact_probability()
    {
        var choice = GreedyChooser.Instance.Choose(_logits);

        var sum = _logits.Sum(logit => Math.Exp(logit));
        Assert.Equal(Array.IndexOf(_logits, _logits.Max()), choice!.Value.Token);
        Assert.Equal(_logits.Max() - Math.Log(sum), choice.Value.LogProbability, 4);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.NaN, 1_002)]
    [InlineData(float.NaN, 517)]
    [InlineData(float.PositiveInfinity, 40)]
    public void One_logit_that_is_not_a_number_is_noticed_wherever_it_is(float bad, int index)
    {
        float[] logits = [.. _logits];
        logits[index] = bad;

        Assert.Null(GreedyChooser.Instance.Choose(logits));
        Assert.Null(new SampledChooser(new SamplingOptions(1, 0, 1, 1)).Choose(logits));
    }

    [Fact]
    public void Nothing_but_minus_infinity_is_noticed() =>
        Assert.Null(GreedyChooser.Instance.Choose([.. Enumerable.Repeat(float.NegativeInfinity, 100)]));

    [Fact]
    public void The_same_seed_draws_the_same_tokens_and_another_seed_others()
    {
        Assert.Equal(Draw(new SamplingOptions(1, 0, 1, 7)), Draw(new SamplingOptions(1, 0, 1, 7)));
        Assert.NotEqual(Draw(new SamplingOptions(1, 0, 1, 7)), Draw(new SamplingOptions(1, 0, 1, 8)));
    }

    [Fact]
    public void Only_the_k_most_likely_tokens_are_drawn()
    {
        var best = Enumerable.Range(0, _logits.Length).OrderByDescending(i => _logits[i]).Take(3).ToHashSet();

        Assert.All(Draw(new SamplingOptions(5, 3, 1, 1)), token => Assert.Contains(token, best));
    }

    [Fact]
    public void Only_the_tokens_that_add_up_to_p_are_drawn()
    {
        float[] logits = [MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.15f), MathF.Log(0.05f)];
        var chooser = new SampledChooser(new SamplingOptions(1, 0, 0.7f, 3));

        var drawn = Enumerable.Range(0, 500).Select(_ => chooser.Choose(logits)!.Value.Token).ToHashSet();

        Assert.Equal([0, 1], drawn.Order());
    }

    [Fact]
    public void Tokens_are_drawn_as_often_as_their_probability_says()
    {
        float[] logits = [MathF.Log(0.7f), MathF.Log(0.2f), MathF.Log(0.1f)];
        var chooser = new SampledChooser(new SamplingOptions(1, 0, 1, 11));

        var counts = Enumerable.Range(0, 10_000).Select(_ => chooser.Choose(logits)!.Value.Token).CountBy(token => token).ToDictionary();

        Assert.InRange(counts[0], 6_700, 7_300);
        Assert.InRange(counts[1], 1_750, 2_250);
    }

    [Fact]
    public void The_probability_is_the_models_own_whatever_the_temperature()
    {
        float[] logits = [MathF.Log(0.75f), MathF.Log(0.25f)];

        var choice = new SampledChooser(new SamplingOptions(0.01f, 1, 1, 1)).Choose(logits);

        Assert.Equal(Math.Log(0.75), choice!.Value.LogProbability, 5);
    }

    private static List<int> Draw(SamplingOptions options)
    {
        var chooser = new SampledChooser(options);
        return [.. Enumerable.Range(0, 50).Select(_ => chooser.Choose(_logits)!.Value.Token)];
    }
}
