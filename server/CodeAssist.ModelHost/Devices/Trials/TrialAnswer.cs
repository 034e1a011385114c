namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>What a model answers to a fixed text: some of the logits after its last tokens.</summary>
/// <param name="Rows">A row for each of these tokens; in each the logits of the same tokens of the vocabulary.</param>
internal sealed record TrialAnswer(IReadOnlyList<IReadOnlyList<float>> Rows)
{
    private const int SampledLogits = 256;

    // What can never be chosen may be minus infinity, with which nobody can reckon.
    private const float Lowest = -10_000;

    /// <summary>Takes a sample of one token's logits, spread over the vocabulary.</summary>
    public static float[] Sample(ReadOnlySpan<float> logits)
    {
        var sample = new float[Math.Min(SampledLogits, logits.Length)];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = MathF.Max(Lowest, logits[(int)((long)i * logits.Length / sample.Length)]);
        }

        return sample;
    }

    /// <summary>
    /// How far this is from what is known: the root mean square of the difference against that of the known values, both about their
    /// means, averaged over the rows. 0 for the same, about 1.4 for values that have nothing to do with each other.
    /// </summary>
    public double DistanceFrom(TrialAnswer known) =>
        Rows.Count != known.Rows.Count || Rows.Zip(known.Rows).Any(pair => pair.First.Count != pair.Second.Count)
            ? double.PositiveInfinity
            : Rows.Zip(known.Rows, Distance).Average();

    private static double Distance(IReadOnlyList<float> actual, IReadOnlyList<float> expected)
    {
        // A constant shift of all logits changes no probability.
        var (meanActual, meanExpected) = (actual.Average(), expected.Average());
        var difference = actual.Zip(expected, (a, e) => Math.Pow(a - meanActual - (e - meanExpected), 2)).Average();
        var spread = expected.Average(e => Math.Pow(e - meanExpected, 2));
        return Math.Sqrt(difference / Math.Max(spread, double.Epsilon));
    }
}
