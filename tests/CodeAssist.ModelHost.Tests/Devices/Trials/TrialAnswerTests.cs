using CodeAssist.ModelHost.Devices.Trials;

namespace CodeAssist.ModelHost.Tests.Devices.Trials;

/// <summary>How far one answer is from another.</summary>
public sealed class TrialAnswerTests
{
    [Fact]
    public void Rounding_is_near_and_nonsense_is_far()
    {
        var random = new Random(1);
        var known = Logits(random, 256);
        var rounded = known.Select(logit => logit + ((random.NextSingle() - 0.5f) * 0.2f)).ToArray();

        Assert.Equal(0, Distance(known, known));
        Assert.InRange(Distance(rounded, known), 0.001, 0.1);
        Assert.InRange(Distance(Logits(random, 256), known), 1.2, 1.7);
        Assert.InRange(Distance(new float[256], known), 0.9, 1.1);
    }

    [Fact]
    public void A_shift_of_all_logits_changes_no_probability_and_is_no_distance()
    {
        var known = Logits(new Random(2), 100);

        Assert.InRange(Distance([.. known.Select(logit => logit + 7)], known), 0, 1e-5);
    }

    [Fact]
    public void An_answer_of_another_shape_is_as_far_as_can_be()
    {
        var known = new TrialAnswer([new float[10], new float[10]]);

        Assert.Equal(double.PositiveInfinity, new TrialAnswer([new float[10]]).DistanceFrom(known));
        Assert.Equal(double.PositiveInfinity, new TrialAnswer([new float[10], new float[9]]).DistanceFrom(known));
    }

    [Fact]
    public void A_sample_reaches_over_the_whole_vocabulary()
    {
        var logits = Enumerable.Range(0, 10_000).Select(id => (float)id).ToArray();

        var sample = TrialAnswer.Sample(logits);

        Assert.Equal((256, 0f), (sample.Length, sample[0]));
        Assert.InRange(sample[^1], 9_900, 9_999);
        Assert.Equal(5, TrialAnswer.Sample(logits.AsSpan(0, 5)).Length);
        Assert.All(TrialAnswer.Sample([float.NegativeInfinity, 1]), logit => Assert.True(float.IsFinite(logit)));
    }

    private static double Distance(float[] actual, float[] known) => new TrialAnswer([actual]).DistanceFrom(new TrialAnswer([known]));

    private static float[] Logits(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 20)];
}
