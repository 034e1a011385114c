using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Draws from the most likely tokens. The same seed draws the same tokens from the same logits.</summary>
internal sealed class SampledChooser(SamplingOptions options) : ITokenChooser
{
    private ulong _state = options.Seed;
    private int[] _tokens = [];
    private float[] _weights = [];

    public TokenChoice? Choose(ReadOnlySpan<float> logits)
    {
        if (LogitStatistics.Of(logits) is not { } statistics)
        {
            return null;
        }

        var count = Gather(logits, statistics.Highest);
        var total = Cut(ref count);
        var target = NextFraction() * total;
        double passed = 0;
        for (var i = 0; i < count; i++)
        {
            passed += _weights[i];
            if (passed > target)
            {
                return Choice(_tokens[i], logits, statistics);
            }
        }

        // Rounding may leave the target a hair above the sum.
        return Choice(_tokens[count - 1], logits, statistics);
    }

    private static TokenChoice Choice(int token, ReadOnlySpan<float> logits, LogitStatistics statistics) =>
        new(token, logits[token] - statistics.LogSum);

    // Fills tokens and their unnormalised probabilities, the most likely first where a cut follows.
    private int Gather(ReadOnlySpan<float> logits, float highest)
    {
        if (_tokens.Length != logits.Length)
        {
            _tokens = new int[logits.Length];
            _weights = new float[logits.Length];
        }

        var count = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            var weight = MathF.Exp((logits[token] - highest) / options.Temperature);
            if (weight > 0)
            {
                _tokens[count] = token;
                _weights[count++] = weight;
            }
        }

        if (options.TopK > 0 || options.TopP < 1)
        {
            // Descending by weight; ties by token, so that the order is the same everywhere.
            Array.Sort(_weights, _tokens, 0, count, _descending);
        }

        return count;
    }

    private double Cut(ref int count)
    {
        if (options.TopK > 0)
        {
            count = Math.Min(count, options.TopK);
        }

        double total = 0;
        for (var i = 0; i < count; i++)
        {
            total += _weights[i];
        }

        if (options.TopP >= 1)
        {
            return total;
        }

        double kept = 0;
        for (var i = 0; i < count; i++)
        {
            kept += _weights[i];
            if (kept >= total * options.TopP)
            {
                count = i + 1;
            }
        }

        return kept;
    }

    // SplitMix64: small, and the same on every platform and runtime.
    private double NextFraction()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static readonly Comparer<float> _descending = Comparer<float>.Create(static (left, right) => right.CompareTo(left));
}
