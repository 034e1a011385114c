namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>How long the types of one project may be worked on, over all files of a review.</summary>
/// <param name="time">Measures it.</param>
internal sealed class TimeBudget(TimeProvider time)
{
    private long _spent;

    public static TimeSpan Most { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Counts until it is disposed of; cancelled where the budget is spent.</summary>
    public Stretch Begin(CancellationToken cancellationToken) => new(this, time, cancellationToken);

    internal sealed class Stretch : IDisposable
    {
        private readonly TimeBudget _budget;
        private readonly TimeProvider _time;
        private readonly long _start;
        private readonly CancellationTokenSource _limit;
        private readonly CancellationTokenSource _either;

        public Stretch(TimeBudget budget, TimeProvider time, CancellationToken cancellationToken)
        {
            (_budget, _time, _start) = (budget, time, time.GetTimestamp());
            var left = Most - TimeSpan.FromTicks(Interlocked.Read(ref budget._spent));
            _limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellationToken);
        }

        public CancellationToken Token => _either.Token;

        public void Dispose()
        {
            Interlocked.Add(ref _budget._spent, _time.GetElapsedTime(_start).Ticks);
            _either.Dispose();
            _limit.Dispose();
        }
    }
}
