using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks.Fitting;

/// <summary>
/// Finds the weights under which what was really typed is most probable: a conditional logit over the candidates and
/// "none of them", with a weight penalty, by gradient steps of adapted size (Adam).
/// </summary>
internal static class Fit
{
    private const int Rounds = 400;
    private const double Penalty = 1e-3;
    private const double Step = 0.05;

    public static ContinuationWeights Run(IReadOnlyList<Sample> samples)
    {
        const int Size = CandidateFeatures.Count + CandidateFeatures.CaretCount;
        var weights = new double[Size];
        var (mean, square) = (new double[Size], new double[Size]);
        for (var round = 1; round <= Rounds; round++)
        {
            var gradient = new double[Size];
            foreach (var sample in samples)
            {
                AddGradient(sample, weights, gradient);
            }

            for (var index = 0; index < Size; index++)
            {
                var slope = (gradient[index] / samples.Count) - (Penalty * weights[index]);
                mean[index] = (0.9 * mean[index]) + (0.1 * slope);
                square[index] = (0.999 * square[index]) + (0.001 * slope * slope);
                var (corrected, scale) = (mean[index] / (1 - Math.Pow(0.9, round)), square[index] / (1 - Math.Pow(0.999, round)));
                weights[index] += Step * corrected / (Math.Sqrt(scale) + 1e-8);
            }
        }

        return new ContinuationWeights(weights[..CandidateFeatures.Count], weights[CandidateFeatures.Count..]);
    }

    // The features of what was right, less those that were expected.
    private static void AddGradient(Sample sample, double[] weights, double[] gradient)
    {
        var scores = new double[sample.Candidates.Length + 1];
        for (var index = 0; index < sample.Candidates.Length; index++)
        {
            scores[index] = Dot(weights.AsSpan(0, CandidateFeatures.Count), sample.Candidates[index]);
        }

        scores[^1] = Dot(weights.AsSpan(CandidateFeatures.Count), sample.Caret);
        var highest = scores.Max();
        var total = scores.Sum(score => Math.Exp(score - highest));
        for (var index = 0; index < scores.Length; index++)
        {
            var isRight = index == (sample.Right < 0 ? scores.Length - 1 : sample.Right);
            var error = (isRight ? 1 : 0) - (Math.Exp(scores[index] - highest) / total);
            if (index == scores.Length - 1)
            {
                Accumulate(error, sample.Caret, gradient.AsSpan(CandidateFeatures.Count));
            }
            else
            {
                Accumulate(error, sample.Candidates[index], gradient.AsSpan(0, CandidateFeatures.Count));
            }
        }
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
}
