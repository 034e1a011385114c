namespace CodeAssist.Server.Features.Status;

/// <summary>How long the last ten answers took that were worked out while somebody waited. Thread-safe.</summary>
internal sealed class ResponseTimes
{
    private const int Kept = 10;

    /// <summary>From here on nine of ten is too slow to type with.</summary>
    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _last = new(Kept);

    /// <summary>What to tell the user about it; null while it is quick, or not enough is known.</summary>
    public string? Advice
    {
        get
        {
            lock (_lock)
            {
                // The ninth of ten: nine of ten are no slower.
                var ninth = _last.Count == Kept ? SecondLongest() : TimeSpan.Zero;

                return ninth > _slow
                    ? string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"Suggestions take up to {ninth.TotalSeconds:0.0} s. A smaller model, a GPU or fewer tokens to read (codeassist.completion.promptTokens) would be quicker; `codeassist doctor` measures it.")
                    : null;
            }
        }
    }

    public void Add(TimeSpan elapsed)
    {
        lock (_lock)
        {
            if (_last.Count == Kept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(elapsed);
        }
    }

    // Not sorted: a key waits for this, and what it takes to sort is not precompiled.
    private TimeSpan SecondLongest()
    {
        var (longest, second) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var elapsed in _last)
        {
            (longest, second) = elapsed > longest ? (elapsed, longest) : (longest, elapsed > second ? elapsed : second);
        }

        return second;
    }
}
