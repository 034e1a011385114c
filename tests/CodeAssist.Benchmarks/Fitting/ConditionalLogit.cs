namespace CodeAssist.Benchmarks.Fitting;

/// <summary>
/// Finds the weights under which what was really typed is most probable: a conditional logit over the choices and "none of
/// them", with a weight penalty, by gradient steps of adapted size (Adam).
/// </summary>
internal static class ConditionalLogit
{
    private const int Rounds = 400;
    private const double Penalty = 1e-3;
    private const double Step = 0.05;

    public static (double[] OfChoice, double[] OfNone) Run(IReadOnlyList<Sample> samples, int choiceCount, int noneCount)
    {
        var tasks = samples.CountBy(sample => sample.Group, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (weights, mean, square) = (new double[choiceCount + noneCount], new double[choiceCount + noneCount], new double[choiceCount + noneCount]);
        for (var round = 1; round <= Rounds; round++)
        {
            var gradient = new double[weights.Length];
            foreach (var sample in samples)
            {
                AddGradient(sample, 1.0 / (tasks.Count * tasks[sample.Group]), weights, choiceCount, gradient);
            }

            for (var index = 0; index < weights.Length; index++)
            {
                var slope = gradient[index] - (Penalty * weights[index]);
                mean[index] = (0.9 * mean[index]) + (0.1 * slope);
                square[index] = (0.999 * square[index]) + (0.001 * slope * slope);
                var (corrected, scale) = (mean[index] / (1 - Math.Pow(0.9, round)), square[index] / (1 - Math.Pow(0.999, round)));
                weights[index] += Step * corrected / (Math.Sqrt(scale) + 1e-8);
            }
        }

        return (weights[..choiceCount], weights[choiceCount..]);
    }

    /// <summary>One probability for each choice; what is left to 1 is that none is right.</summary>
    public static double[] Probabilities(double[][] choices, double[] none, ReadOnlySpan<double> ofChoice, ReadOnlySpan<double> ofNone)
    {
        var scores = new double[choices.Length + 1];
        for (var index = 0; index < choices.Length; index++)
        {
            scores[index] = Dot(ofChoice, choices[index]);
        }

        scores[^1] = Dot(ofNone, none);
        var highest = scores.Max();
        var total = scores.Sum(score => Math.Exp(score - highest));

        return [.. scores[..^1].Select(score => Math.Exp(score - highest) / total)];
    }

    // The features of what was right, less those that were expected.
    private static void AddGradient(Sample sample, double share, double[] weights, int choiceCount, double[] gradient)
    {
        var probabilities = Probabilities(sample.Choices, sample.None, weights.AsSpan(0, choiceCount), weights.AsSpan(choiceCount));
        for (var index = 0; index < probabilities.Length; index++)
        {
            Accumulate(share * ((index == sample.Right ? 1 : 0) - probabilities[index]), sample.Choices[index], gradient.AsSpan(0, choiceCount));
        }

        Accumulate(share * ((sample.Right < 0 ? 1 : 0) - (1 - probabilities.Sum())), sample.None, gradient.AsSpan(choiceCount));
    }

    private static double Dot(ReadOnlySpan<double> weights, double[] features)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * features[index];
        }

        return sum;
    }

    private static void Accumulate(double error, double[] features, Span<double> gradient)
    {
        for (var index = 0; index < features.Length; index++)
        {
            gradient[index] += error * features[index];
        }
    }

    /// <param name="Group">Every group counts as much as another, however many samples it has.</param>
    /// <param name="Choices">Features of each choice.</param>
    /// <param name="None">Features of "none of them".</param>
    /// <param name="Right">Which choice is right, or −1.</param>
    internal sealed record Sample(string Group, double[][] Choices, double[] None, int Right);
}
