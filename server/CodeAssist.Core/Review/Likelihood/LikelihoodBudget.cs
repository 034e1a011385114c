namespace CodeAssist.Core.Review.Likelihood;

/// <summary>How long one review may spend on likelihoods. Every file gets its share of what is left by its changed lines; what one does not need is the others'. Thread-safe.</summary>
/// <param name="total">For the whole review.</param>
public sealed class LikelihoodBudget(TimeSpan total)
{
    /// <summary>Even of a large change every file gets a look.</summary>
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TimeSpan _left = total;
    private int? _linesLeft;

    /// <param name="lines">Changed lines of a file.</param>
    /// <param name="allLines">Changed lines of all files.</param>
    public TimeSpan Take(int lines, int allLines)
    {
        lock (_lock)
        {
            var share = _left * ((double)lines / Math.Max(1, Math.Max(lines, _linesLeft ?? allLines)));
            _linesLeft = (_linesLeft ?? allLines) - lines;
            share = share > _least ? share : _least;
            _left = _left > share ? _left - share : TimeSpan.Zero;

            return share;
        }
    }

    /// <summary>What is left of a share.</summary>
    public void GiveBack(TimeSpan unused)
    {
        lock (_lock)
        {
            _left += unused > TimeSpan.Zero ? unused : TimeSpan.Zero;
        }
    }
}
