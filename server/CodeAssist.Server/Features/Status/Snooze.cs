namespace CodeAssist.Server.Features.Status;

/// <summary>Peace for a while: until it is over, only what is asked for is suggested. Thread-safe.</summary>
internal sealed class Snooze : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _end;
    private readonly Lock _lock = new();
    private DateTimeOffset? _until;

    public Snooze(TimeProvider time)
    {
        _time = time;
        _end = time.CreateTimer(_ => Changed?.Invoke(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised when it begins and when it ends, for whatever reason.</summary>
    public event Action? Changed;

    /// <summary>When it is over; null when it is.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_lock)
            {
                return _until > _time.GetUtcNow() ? _until : null;
            }
        }
    }

    public void Begin(TimeSpan length) => Set(_time.GetUtcNow() + length, length);

    public void End() => Set(until: null, Timeout.InfiniteTimeSpan);

    public void Dispose() => _end.Dispose();

    private void Set(DateTimeOffset? until, TimeSpan length)
    {
        lock (_lock)
        {
            _until = until;
            _end.Change(length, Timeout.InfiniteTimeSpan);
        }

        Changed?.Invoke();
    }
}
