namespace CodeAssist.Core.Completion.Typing;

/// <summary>One question on its way through the pipeline, and all that wait for its answer. Thread-safe.</summary>
/// <remarks>
/// It belongs to nobody: an editor that cancels its request because the user typed on asks again at once, and finds it. Left alone, or
/// contradicted by what is typed, it is cancelled.
/// </remarks>
internal sealed class Flight : IAsyncDisposable
{
    // How long an editor takes from its cancelling to its next request: VS Code waits 50 ms in between.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(150);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();

    // Those who wait go on at once, on the thread that brings the answer: nothing is locked there.
    private readonly TaskCompletionSource<CompletionOutcome> _done = new();
    private readonly Expectation _expectation;
    private readonly ITimer _abandonment;
    private Task _cancelling = Task.CompletedTask;
    private int _waiting;
    private bool _isOver;

    public Flight(TypingQuestion question, CacheScope scope, TimeProvider time)
    {
        Question = question;
        _expectation = new Expectation(question.Request, answer: "");
        Scope = scope;
        _abandonment = time.CreateTimer(static flight => ((Flight)flight!).Cancel(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TypingQuestion Question { get; }

    public CacheScope Scope { get; }

    private CompletionRequest Request => Question.Request;

    /// <summary>Runs the question to its end. Never throws what the pipeline throws: those who wait get it.</summary>
    /// <param name="completer">Works it out.</param>
    /// <param name="keep">Gets the outcome before those who wait do.</param>
    public async Task RunAsync(ICompleter completer, Action<CompletionOutcome> keep)
    {
        try
        {
            var outcome = await completer.CompleteAsync(Request, Question.Gate, Question.Limits, Produced, _cancellation.Token);
            keep(outcome);
            End();
            _done.TrySetResult(outcome);
        }
        catch (OperationCanceledException)
        {
            End();
            _done.TrySetCanceled(CancellationToken.None);
        }
#pragma warning disable CA1031 // Border: nobody awaits this but those who wait for the answer, and they are told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End();
            _done.TrySetException(exception);

            // Seen by whoever waits; where nobody does, there is nobody to tell.
            _ = _done.Task.Exception;
        }
    }

    /// <summary>Waits for the answer, and leaves the flight alone when <paramref name="cancellationToken"/> says so.</summary>
    /// <returns>The outcome; null where the flight was cancelled, by what was typed or because it was left alone.</returns>
    /// <exception cref="OperationCanceledException">This request is no longer wanted.</exception>
    public async Task<CompletionOutcome?> WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting++;
            _abandonment.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        try
        {
            return await _done.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Whether the answer may be one to this request too.</summary>
    public bool Fits(CompletionRequest request)
    {
        lock (_lock)
        {
            return !_isOver && (Request.Priority <= request.Priority || _expectation.IsBegun) && _expectation.Fits(request);
        }
    }

    /// <summary>Whether the document, as it is now, may still be on its way to the answer.</summary>
    public bool Fits(string text) => _expectation.Fits(text);

    public void Cancel()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        // The callbacks run elsewhere: the key that caused this does not wait for them.
        _cancelling = _cancellation.CancelAsync();
    }

    /// <summary>Only when it is over.</summary>
    public async ValueTask DisposeAsync()
    {
        await _abandonment.DisposeAsync();
        await _cancelling;
        _cancellation.Dispose();
    }

    // Before anybody is told: whoever asks next must not join it.
    private void End()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _waiting--;
            if (_waiting == 0 && !_isOver)
            {
                _abandonment.Change(_patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Produced(string piece)
    {
        if (!_expectation.Learn(piece))
        {
            Cancel();
        }
    }
}
