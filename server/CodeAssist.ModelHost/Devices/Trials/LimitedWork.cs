namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>Work that nobody can stop, such as a driver's: it is waited for up to a limit, and then left to itself.</summary>
/// <param name="work">Runs on a thread of its own.</param>
/// <param name="leftBehind">Told on that thread how the work ended after all, once nobody waits any more: what came of it, or why it broke.</param>
internal sealed class LimitedWork<T>(Func<T> work, Action<T?, Exception?> leftBehind)
{
    // A monitor and no event: nobody knows who of the two threads would be the last to dispose of one.
    private readonly object _gate = new();
    private bool _isWaitOver;
    private bool _isDone;
    private bool _isLeft;
    private T? _result;
    private Exception? _fault;

    /// <param name="limit">Longest wait.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="tick">Told every second how long it has been; on any thread.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <returns>False when the limit has passed, or the wait was ended.</returns>
    public bool TryRun(TimeSpan limit, TimeProvider time, Action<TimeSpan> tick, out T? result, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using (time.CreateTimer(_ => EndWait(), null, limit, Timeout.InfiniteTimeSpan))
        using (time.CreateTimer(_ => tick(time.GetElapsedTime(started)), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)))
        using (cancellationToken.UnsafeRegister(_ => EndWait(), null))
        {
            new Thread(Run) { IsBackground = true, Name = "trial of a device" }.Start();
            lock (_gate)
            {
                while (!_isDone && !_isWaitOver)
                {
                    Monitor.Wait(_gate);
                }

                _isLeft = !_isDone;
                result = _result;
                return _fault is null ? _isDone : throw new InvalidOperationException("The work has a fault.", _fault);
            }
        }
    }

    private void EndWait()
    {
        lock (_gate)
        {
            _isWaitOver = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
#pragma warning disable CA1031 // Border: a thread of its own. A fault here must reach who waits, not end the process.
        try
        {
            _result = work();
        }
        catch (Exception exception)
        {
            _fault = exception;
        }
#pragma warning restore CA1031
        bool isLeft;
        lock (_gate)
        {
            _isDone = true;
            isLeft = _isLeft;
            Monitor.PulseAll(_gate);
        }

        if (isLeft)
        {
            leftBehind(_result, _fault);
        }
    }
}
