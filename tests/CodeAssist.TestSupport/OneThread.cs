using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace CodeAssist.TestSupport;

/// <summary>One thread for all that a test starts: what is awaited goes on there, in the order in which it became ready.</summary>
public sealed class OneThread : SynchronizationContext
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly object _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = [];

    /// <summary>Runs a test to its end on the calling thread.</summary>
    public static void Run(Func<OneThread, Task> test)
    {
        var around = Current;
        var thread = new OneThread();
        SetSynchronizationContext(thread);
        try
        {
            var running = test(thread);
            while (!running.IsCompleted)
            {
                var (callback, state) = thread.Take();
                callback(state);
            }

            if (running.Exception?.InnerException is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            SetSynchronizationContext(around);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            _ready.Enqueue((d, state));
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits for what other threads bring, and then until nothing is ready to go on.</summary>
    public async Task SettleAsync(Func<bool> isBrought)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            if (Stopwatch.GetElapsedTime(started) > _limit)
            {
                throw new TimeoutException($"Not brought within {_limit.TotalSeconds} s.");
            }

            await Task.Yield();
        }
        while (HasReady() || !isBrought());
    }

    /// <summary>Moves a clock on, and lets everything settle at each timer on the way.</summary>
    public async Task AdvanceAsync(ManualTime time, TimeSpan by, Func<bool> isBrought)
    {
        await SettleAsync(isBrought);
        var target = time.GetUtcNow() + by;
        while (time.UntilNextTimer is { } next && time.GetUtcNow() + next <= target)
        {
            time.Advance(next > TimeSpan.Zero ? next : TimeSpan.Zero);
            await SettleAsync(isBrought);
        }

        time.Advance(target - time.GetUtcNow());
        await SettleAsync(isBrought);
    }

    private bool HasReady()
    {
        lock (_lock)
        {
            return _ready.Count > 0;
        }
    }

    private (SendOrPostCallback Callback, object? State) Take()
    {
        lock (_lock)
        {
            while (_ready.Count == 0)
            {
                if (!Monitor.Wait(_lock, _limit))
                {
                    throw new TimeoutException($"Nothing went on for {_limit.TotalSeconds} s.");
                }
            }

            return _ready.Dequeue();
        }
    }
}
