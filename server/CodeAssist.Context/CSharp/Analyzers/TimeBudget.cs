namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>How long the types of one project may be worked on, over all files of a review: longer where there is more to read.</summary>
/// <param name="time">Measures it.</param>
internal sealed class TimeBudget(TimeProvider time)
{
    /// <summary>To read a mebibyte, and to compile all of it twice, takes a quiet machine some four seconds.</summary>
    private static readonly TimeSpan _perMebibyte = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(3);

    private readonly Lock _lock = new();
    private readonly List<Stretch> _open = [];
    private TimeSpan _spent;

    public TimeSpan Most { get; private set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gives more time, also to those who are at work.</summary>
    /// <param name="characters">Length of sources that have to be read.</param>
    public void Allow(long characters)
    {
        lock (_lock)
        {
            Most = TimeSpan.FromTicks(Math.Min(_longest.Ticks, Most.Ticks + (long)(_perMebibyte.Ticks * (characters / (1024.0 * 1024.0)))));
            _open.ForEach(stretch => stretch.Limit(Left));
        }
    }

    /// <summary>Counts until it is disposed of; cancelled where the budget is spent.</summary>
    public Stretch Begin(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var stretch = new Stretch(this, time, cancellationToken);
            stretch.Limit(Left);
            _open.Add(stretch);
            return stretch;
        }
    }

    private TimeSpan Left => Most > _spent ? Most - _spent : TimeSpan.Zero;

    private void End(Stretch stretch, TimeSpan taken)
    {
        lock (_lock)
        {
            _open.Remove(stretch);
            _spent += taken;
        }
    }

    internal sealed class Stretch : IDisposable
    {
        private readonly TimeBudget _budget;
        private readonly TimeProvider _time;
        private readonly long _start;
        private readonly CancellationTokenSource _limit;
        private readonly CancellationTokenSource _either;

        internal Stretch(TimeBudget budget, TimeProvider time, CancellationToken cancellationToken)
        {
            (_budget, _time, _start) = (budget, time, time.GetTimestamp());
            _limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellationToken);
        }

        public CancellationToken Token => _either.Token;

        /// <param name="left">Of the budget when this one began.</param>
        internal void Limit(TimeSpan left)
        {
            var taken = _time.GetElapsedTime(_start);
            _limit.CancelAfter(left > taken ? left - taken : TimeSpan.Zero);
        }

        public void Dispose()
        {
            _budget.End(this, _time.GetElapsedTime(_start));
            _either.Dispose();
            _limit.Dispose();
        }
    }
}
