namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>Says how many drafted tokens are worth verifying, from what steps cost and how often drafts were right.</summary>
/// <remarks>
/// With p the share of drafted tokens that were right, a step that verifies k of them gives (1 − p^(k+1)) / (1 − p) tokens
/// (Leviathan, Kalman and Matias 2023, equation 1) for the price of k + 1 rows. A model that is bound by memory has further rows
/// nearly for free, a small one in the processor's cache does not; so the price is measured. Where no draft is worth its price,
/// drafts are still compared with what was chosen without them, so that it shows when they become worth it.
/// Belongs to one model and to its scheduler's thread.
/// </remarks>
internal sealed class DraftPacer
{
    /// <summary>Most drafted tokens of one step.</summary>
    public const int MostTokens = 16;

    // Below this the gain is lost in what the measurement does not see.
    private const double LeastGain = 1.05;

    private readonly RowCost _cost = new();
    private readonly Acceptance[] _acceptances = [.. Enum.GetValues<DraftSource>().Select(_ => new Acceptance())];

    /// <summary>How many of the tokens of a draft to verify; 0 for none.</summary>
    public int Length(Draft draft)
    {
        var probability = _acceptances[(int)draft.Source].Probability;
        var (best, bestRate) = (0, LeastGain / _cost.Of(1));
        double tokens = 1;
        for (var length = 1; length <= Math.Min(draft.Tokens.Length, MostTokens); length++)
        {
            tokens += Math.Pow(probability, length);
            var rate = tokens / _cost.Of(length + 1);
            if (rate > bestRate)
            {
                (best, bestRate) = (length, rate);
            }
        }

        return best;
    }

    /// <summary>Learns that a token of a draft was compared with the chosen one.</summary>
    public void Compared(DraftSource source, bool wasRight) => _acceptances[(int)source].Add(wasRight);

    /// <summary>Learns what a step cost in which every row has logits.</summary>
    public void Stepped(int rows, TimeSpan elapsed) => _cost.Add(rows, elapsed.TotalMilliseconds);

    /// <summary>The share of drafted tokens that were right; older ones count less.</summary>
    private sealed class Acceptance
    {
        private const double Memory = 0.98;

        // As good as three of four comparisons: the first drafts of a model are tried.
        private double _right = 3;
        private double _compared = 4;

        public double Probability => _right / _compared;

        public void Add(bool wasRight)
        {
            _right = (_right * Memory) + (wasRight ? 1 : 0);
            _compared = (_compared * Memory) + 1;
        }
    }
}
