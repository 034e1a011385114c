namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>Says how many drafted tokens are worth verifying, from what steps cost and how often drafts were right.</summary>
/// <remarks>
/// With p the share of drafted tokens that were right, a step that verifies k of them gives (1 − p^(k+1)) / (1 − p) tokens
/// (Leviathan, Kalman and Matias 2023, equation 1) for the price of k + 1 rows. A model that is bound by memory has further rows
/// nearly for free, a small one in the processor's cache does not; so the price is measured. Where no draft is worth its price,
/// drafts are still compared with what was chosen without them, so that it shows when they become worth it.
/// Belongs to one model and to its scheduler's thread.
/// </remarks>
/// <param name="model">Guesses where nothing was found; null for none. Its guesses have a price of their own.</param>
internal sealed class DraftPacer(DraftModel? model = null)
{
    /// <summary>Most drafted tokens of one step.</summary>
    public const int MostTokens = 16;

    // Below this the gain is lost in what the measurement does not see.
    private const double LeastGain = 1.05;

    // A model that is worth guessing with costs about so much of the large one; until it was measured.
    private const double FirstGuessShare = 0.1;

    // So that it shows when guesses become worth it.
    private const int GuessesSkipped = 64;

    private readonly RowCost _cost = new();
    private int _skipped;
    private readonly Acceptance[] _acceptances = [.. Enum.GetValues<DraftSource>().Select(_ => new Acceptance())];

    /// <summary>The model that guesses, or null.</summary>
    public DraftModel? Model => model;

    /// <summary>How many of the tokens of a draft to verify; 0 for none.</summary>
    public int Length(Draft draft) => Length(draft.Source, draft.Tokens.Length, costOfOne: 0);

    /// <summary>How many tokens to have the model guess; 0 for none.</summary>
    /// <param name="most">Room for so many.</param>
    /// <param name="millisecondsPerToken">What a guess costs; 0 until that was measured.</param>
    public int GuessLength(int most, double millisecondsPerToken)
    {
        var costOfOne = _cost.IsMeasured && millisecondsPerToken > 0 ? millisecondsPerToken : FirstGuessShare * _cost.Of(1);
        var length = Length(DraftSource.Model, most, costOfOne);
        _skipped = length > 0 ? 0 : _skipped + 1;
        return length > 0 ? length : _skipped % GuessesSkipped == 0 ? Math.Min(1, most) : 0;
    }

    /// <summary>Learns that a token of a draft was compared with the chosen one.</summary>
    public void Compared(DraftSource source, bool wasRight) => _acceptances[(int)source].Add(wasRight);

    /// <summary>Learns what a step cost in which every row has logits.</summary>
    public void Stepped(int rows, TimeSpan elapsed) => _cost.Add(rows, elapsed.TotalMilliseconds);

    private int Length(DraftSource source, int most, double costOfOne)
    {
        var probability = _acceptances[(int)source].Probability;
        var (best, bestRate) = (0, LeastGain / _cost.Of(1));
        double tokens = 1;
        for (var length = 1; length <= Math.Min(most, MostTokens); length++)
        {
            tokens += Math.Pow(probability, length);
            var rate = tokens / (_cost.Of(length + 1) + (length * costOfOne));
            if (rate > bestRate)
            {
                (best, bestRate) = (length, rate);
            }
        }

        return best;
    }

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
