using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Runs the generations and scorings of one model: one thread owns the context and computes one bounded step after another.</summary>
/// <remarks>
/// Each step serves the most urgent jobs only: a completion pre-empts a review after at most one step. Jobs of the same urgency
/// share steps. A job that has to give up its sequence keeps its tokens and is computed again later. Everything but
/// <see cref="RunAsync"/>, cancellation and <see cref="Dispose"/> happens on the owner thread.
/// </remarks>
internal sealed partial class Scheduler : IDisposable
{
    /// <summary>More waiting jobs than any number of open documents explains.</summary>
    private const int MostJobs = 256;

    private readonly LlamaContext _context;
    private readonly StepPlanner _planner;
    private readonly SequenceSlots _slots;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly List<SequenceJob> _waiting = [];
    private DecodeStep? _running;
    private bool _stopping;
    private Exception? _broken;
    private int _jobs;

    public Scheduler(LlamaContext context, StepPlanner planner, SavedStates states, string name, TimeProvider time, ILogger logger)
    {
        _context = context;
        _planner = planner;
        _time = time;
        _logger = logger;
        _slots = new SequenceSlots(context, states);
        _thread = new Thread(Run) { IsBackground = true, Name = $"scheduler {name}" };
        _thread.Start();
    }

    /// <summary>Steps computed so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Works a job off. Cancelling ends the wait at once and the computation as soon as the device allows.</summary>
    public async Task<TResult> RunAsync<TResult>(AnsweredJob<TResult> job, CancellationToken cancellationToken)
        where TResult : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!TryEnqueue(job))
        {
            job.Fail(new HostFailure(
                HostFailureKind.Busy, $"{MostJobs} requests are already waiting for this model.", "Try again in a moment."));
        }

        using var registration = cancellationToken.UnsafeRegister(_ => Cancel(job, cancellationToken), null);
        return await job.Result;
    }

    /// <summary>Cancels what is left and waits for the step in work.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
            _context.Abort.Set();
            _wake.Set();
        }

        _thread.Join();
        _wake.Dispose();
    }

    private bool TryEnqueue(SequenceJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            if (_broken is not null)
            {
                throw new InvalidOperationException("The scheduler of this model has failed.", _broken);
            }

            if (_jobs >= MostJobs)
            {
                return false;
            }

            _jobs++;
            _waiting.Add(job);
            _wake.Set();
            return true;
        }
    }

    private void Cancel(SequenceJob job, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            job.CancelRequested = true;

            // One that waits leaves at once, so that it does not keep others out until the step in work is over.
            if (_waiting.Remove(job))
            {
                _jobs--;
            }

            if (_running is { IsMostlyCancelled: true })
            {
                _context.Abort.Set();
            }

            if (!_stopping)
            {
                _wake.Set();
            }
        }

        job.Cancel(cancellationToken);
    }

    private void Run()
    {
#pragma warning disable CA1031 // Border: a thread of its own. A fault here must reach those who wait, not end the process.
        try
        {
            while (Step())
            {
            }

            FailAll(job => job.Cancel(new CancellationToken(canceled: true)));
        }
        catch (Exception exception)
        {
            Log.Broken(_logger, exception);
            FailAll(job => job.Fail(exception), exception);
        }
#pragma warning restore CA1031
    }

    private bool Step()
    {
        if (!TryPlan(out var step))
        {
            return !Volatile.Read(ref _stopping) && _wake.WaitOne();
        }

        var started = _time.GetTimestamp();
        var status = _context.Decode();
        var elapsed = _time.GetElapsedTime(started);
        lock (_gate)
        {
            _running = null;
        }

        Steps++;
        if (status == DecodeStatus.Done)
        {
            _planner.Record(step, elapsed);
        }

        foreach (var row in step.Rows)
        {
            Settle(row, status);
        }

        return true;
    }

    // Under the lock, because a cancellation between planning and running would otherwise find no step to abort.
    private bool TryPlan([NotNullWhen(true)] out DecodeStep? step)
    {
        lock (_gate)
        {
            step = null;
            if (_stopping)
            {
                return false;
            }

            DropCancelled();
            AssignWaiting();
            _context.Abort.Clear();
            step = _running = _planner.Plan(_context.Batch, _slots.Active);
            return step is not null;
        }
    }

    private void DropCancelled()
    {
        _jobs -= _waiting.RemoveAll(job => job.CancelRequested);
        foreach (var slot in _slots.Active.Where(slot => slot.Job!.CancelRequested).ToList())
        {
            Release(slot);
        }
    }

    private void AssignWaiting()
    {
        foreach (var job in _waiting.OrderBy(job => job.Priority).ToList())
        {
            if (_slots.TryAssign(job, out var displaced))
            {
                _waiting.Remove(job);
                if (displaced is not null)
                {
                    _waiting.Insert(0, displaced);
                }
            }
        }
    }

    private void Settle(DecodeStep.Row row, DecodeStatus status)
    {
        var (slot, job, _, count, _) = row;
        switch (status)
        {
            case DecodeStatus.Done:
                slot.Cached.AddRange(job.Tokens.GetRange(slot.Cached.Count, count));
                Take(row);
                break;
            case DecodeStatus.Aborted:
                _slots.Reconcile(slot, job);
                break;
            case DecodeStatus.ContextFull when job.TryEndWithFullContext():
                _slots.Reconcile(slot, job);
                Finish(slot, job.Publish);
                break;
            default:
                Log.DecodeFailed(_logger, status, NativeLog.TakeLastError());
                _slots.Reconcile(slot, job);
                Finish(slot, () => job.Fail(Failures.DeviceFailed(status)));
                break;
        }
    }

    private void Take(DecodeStep.Row row)
    {
        var (slot, job, firstRow, count, _) = row;
        var from = slot.Cached.Count - count;
        var progress = JobProgress.GoesOn;
        for (var position = Math.Max(from, job.FirstLogits); position < from + count && progress is JobProgress.GoesOn && !job.CancelRequested; position++)
        {
            progress = job.Take(_context.Logits(firstRow + position - from));
        }

        if (progress is JobProgress.Branches)
        {
            _slots.KeepCommon(slot, job);
        }

        StartForks(slot, job);
        if (progress is JobProgress.Over)
        {
            Finish(slot, job.Publish);
        }
    }

    // In a sequence of their own where one is free; else they wait for this one, like all others of their slot.
    private void StartForks(SequenceSlot slot, SequenceJob job)
    {
        foreach (var fork in job.TakeForks())
        {
            lock (_gate)
            {
                _jobs++;
                if (!_slots.TryFork(slot, fork))
                {
                    _waiting.Add(fork);
                }
            }
        }
    }

    private void Finish(SequenceSlot slot, Action finish)
    {
        lock (_gate)
        {
            Release(slot);
        }

        finish();
    }

    private void Release(SequenceSlot slot)
    {
        _slots.Release(slot);
        _jobs--;
    }

    private void FailAll(Action<SequenceJob> fail, Exception? broken = null)
    {
        List<SequenceJob> left;
        lock (_gate)
        {
            _broken = broken;
            left = [.. _waiting, .. _slots.Active.Select(slot => slot.Job!)];
            _waiting.Clear();
            foreach (var slot in _slots.Active.ToList())
            {
                _slots.Release(slot);
            }
        }

        left.ForEach(fail);
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Error, "A step failed with {Status}: {Reason}")]
        public static partial void DecodeFailed(ILogger logger, DecodeStatus status, string? reason);

        [LoggerMessage(201, LogLevel.Critical, "The scheduler has a fault and serves no more")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
