namespace CodeAssist.ModelHost.Serving;

/// <summary>Counts clients and says when nobody has been there for long enough.</summary>
internal sealed class IdleClock : IDisposable
{
    // Whoever starts a host connects at once; without this a host that exits with its last client would exit before its first.
    private static readonly TimeSpan _firstClientLimit = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _expired = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();

    public IdleClock(TimeSpan limit, TimeProvider time)
    {
        _limit = limit;
        _timer = time.CreateTimer(_ => Expire(), null, limit > _firstClientLimit ? limit : _firstClientLimit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires once, when the time is over.</summary>
    public CancellationToken Expired => _expired.Token;

    public int Clients { get; private set; }

    public void Enter()
    {
        lock (_gate)
        {
            Clients++;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--Clients == 0)
            {
                _timer.Change(_limit, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _expired.Dispose();
    }

    private void Expire()
    {
        lock (_gate)
        {
            if (Clients > 0)
            {
                return;
            }
        }

        _expired.Cancel();
    }
}
