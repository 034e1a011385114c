namespace CodeAssist.Core.Review.Likelihood;

/// <summary>How long one review may spend on likelihoods. Every file gets its share of what is left by its changed lines; what one does not need is the others'. Thread-safe.</summary>
/// <param name="total">For the whole review.</param>
public sealed class LikelihoodBudget(TimeSpan total)
{
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
            _left -= share;

            return share;
        }
    }

    /// <param name="unused">What is left of a share; less than nothing where a line took longer, which the other files then lack.</param>
    public void GiveBack(TimeSpan unused)
    {
        lock (_lock)
        {
            _left = _left + unused > TimeSpan.Zero ? _left + unused : TimeSpan.Zero;
        }
    }
}
