using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>What stands between the keys and the pipeline: most keys are answered without asking anybody. Thread-safe.</summary>
/// <remarks>
/// In this order: turned away → the rest of what is on the screen → the answer that is under way → wait for the next key → ask. At
/// most one question for each document is in the pipeline, and one more that nobody waits for yet: what follows once the suggestion on
/// the screen has been taken.
/// </remarks>
/// <param name="completer">Works out what nobody knows yet.</param>
/// <param name="model">Whose answers they are.</param>
/// <param name="time">Measures keys and answers.</param>
public sealed class TypingCompletions(ICompleter completer, ICompletionModel model, TimeProvider time)
{
    private static readonly CompletionOutcome.NoSuggestion _superseded = new(NoSuggestionReason.Superseded);

    // Whoever types on at once does not take what is shown.
    private static readonly TimeSpan _untilPrepared = TimeSpan.FromMilliseconds(120);

    // Whoever only passes by does not type here.
    private static readonly TimeSpan _untilResting = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly ShownTexts _shown = new();
    private readonly AdaptiveDebounce _debounce = new(time);
    private readonly Dictionary<string, TypedDocument> _documents = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>Raised with what the model spent on an answer, whether anybody still waited for it or not. Handlers must not block.</summary>
    public event Action<ModelUsage>? Used;

    /// <summary>Questions that were handed to the pipeline so far.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    /// <summary>The document says <paramref name="text"/> now. Returns at once.</summary>
    public void Changed(string document, string text, IReadOnlyList<DocumentEdit> edits)
    {
        _debounce.Typed();
        lock (_lock)
        {
            Document(document).Changed(text, edits);
        }
    }

    /// <summary>The document is closed: nobody waits for its answers.</summary>
    public void Closed(string document)
    {
        lock (_lock)
        {
            if (_documents.Remove(document, out var closed))
            {
                closed.Close();
            }
        }
    }

    /// <exception cref="OperationCanceledException">The caller no longer wants an answer.</exception>
    public async Task<TypingAnswer> AnswerAsync(TypingQuestion question, CancellationToken cancellationToken)
    {
        var scope = ScopeOf(question);
        var answer = await AnswerAsync(question, scope, cancellationToken);
        if (question.PreparesNext && answer.Outcome is CompletionOutcome.Suggested { Best: var best })
        {
            _ = PrepareAsync(Preparation.After(question, best), scope, _untilPrepared);
        }

        return answer;
    }

    /// <summary>The caret rests where nothing has been asked on its line yet: what the first key there will need is worked out before it is pressed. Returns at once.</summary>
    /// <remarks>Only where the model has been loaded: nobody has asked for it.</remarks>
    public void Rest(TypingQuestion question)
    {
        if (question.PreparesNext && model.Ready is not null && Read(question.Document, document => document.Rests(question.Request)))
        {
            _ = PrepareAsync(Preparation.At(question), ScopeOf(question), _untilResting);
        }
    }

    private async Task<TypingAnswer> AnswerAsync(TypingQuestion question, CacheScope scope, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var request = question.Request;
        if (question.Gate.Reject(request) is { } rejection)
        {
            return TurnedAway(rejection);
        }

        // Whoever asks wants what is true now: the workspace may say something else than a moment ago.
        if (request.Trigger is CompletionTrigger.Automatic && _shown.Find(request, scope) is { Count: > 0 } remaining)
        {
            return Known(new CompletionOutcome.Suggested(remaining), AnswerOrigin.Remembered);
        }

        if (await JoinAsync(question, scope, cancellationToken) is { } joined)
        {
            return Known(joined, AnswerOrigin.Joined);
        }

        if (Hold(question) is not { } delay)
        {
            return TurnedAway(NoSuggestionReason.AfterDeletion);
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, cancellationToken);
        }

        var (held, asked) = (time.GetElapsedTime(started), time.GetTimestamp());
        var outcome = await AskAsync(question, scope, cancellationToken) ?? _superseded;

        return new TypingAnswer(outcome, AnswerOrigin.Asked, held, time.GetElapsedTime(asked));

        TypingAnswer Known(CompletionOutcome known, AnswerOrigin origin) => new(known, origin, TimeSpan.Zero, time.GetElapsedTime(started));
    }

    private static TypingAnswer TurnedAway(NoSuggestionReason reason) =>
        new(new CompletionOutcome.NoSuggestion(reason), AnswerOrigin.TurnedAway, TimeSpan.Zero, TimeSpan.Zero);

    // The rest of the answer that is under way, as soon as it is known; null where it turns out to be about something else.
    private async Task<CompletionOutcome?> JoinAsync(TypingQuestion question, CacheScope scope, CancellationToken cancellationToken)
    {
        Task<CompletionOutcome?> answer;
        long edition;
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var document = Document(question.Document);
            if (document.Join(question.Request, scope) is not { } flight)
            {
                return null;
            }

            edition = document.Edition;
            answer = flight.WaitAsync(cancellationToken);
        }

        return await answer switch
        {
            CompletionOutcome.Suggested when _shown.Find(question.Request, scope) is { Count: > 0 } remaining => new CompletionOutcome.Suggested(remaining),
            CompletionOutcome.NoSuggestion nothing => nothing,
            null when Read(question.Document, document => document.Edition) != edition => _superseded,
            _ => null,
        };
    }

    // How long to wait for the next key; null where nobody is asked after this one.
    private TimeSpan? Hold(TypingQuestion question) => Read<TimeSpan?>(
        question.Document,
        document => question.Request.Trigger is CompletionTrigger.Automatic && document.IsBehindDeletion
            ? null
            : document.IsBehindInsertion ? TimeSpan.Zero
            : _debounce.Delay(question.Request, document.WasAskedInWord(question.Request)));

    // Null where the document has changed meanwhile, and the answer would no longer fit.
    private Task<CompletionOutcome?> AskAsync(TypingQuestion question, CacheScope scope, CancellationToken cancellationToken)
    {
        var flight = new Flight(question, scope, time);
        Task<CompletionOutcome?> answer;
        lock (_lock)
        {
            // Whoever came later has the document already.
            cancellationToken.ThrowIfCancellationRequested();
            Document(question.Document).Take(flight);
            answer = flight.WaitAsync(cancellationToken);
        }

        _ = FlyAsync(flight);

        return answer;
    }

    private async Task PrepareAsync(Preparation preparation, CacheScope scope, TimeSpan delay)
    {
        var next = preparation.Question;
        lock (_lock)
        {
            var document = Document(next.Document);
            var isUnderWay = document.Next is { Question.Request: var other } && other.Caret == next.Request.Caret && string.Equals(other.Text, next.Request.Text, StringComparison.Ordinal);
            if (isUnderWay || next.Gate.Reject(next.Request) is not null || _shown.Find(next.Request, scope).Count > 0)
            {
                return;
            }

            document.Prepare(preparation);
        }

        await Task.WhenAny(preparation.Dropped, Task.Delay(delay, time, CancellationToken.None));
        Flight flight;
        lock (_lock)
        {
            if (preparation.IsDropped)
            {
                return;
            }

            preparation.Flight = flight = new Flight(next, scope, time);
        }

        await FlyAsync(flight);
    }

    private async Task FlyAsync(Flight flight)
    {
        Interlocked.Increment(ref _asked);
        var started = time.GetTimestamp();
        var question = flight.Question;
        await using (flight)
        {
            await flight.RunAsync(completer, Keep);
            lock (_lock)
            {
                _documents.GetValueOrDefault(question.Document)?.Release(flight);
            }
        }

        // Before those who wait are told: they look there, and whoever is answered may ask what it took.
        void Keep(CompletionOutcome outcome)
        {
            if (outcome is CompletionOutcome.Suggested { Suggestions: var suggestions })
            {
                _shown.Add(ShownText.Of(question.Request, flight.Scope, suggestions));
            }

            if (outcome.Usage is { } usage)
            {
                Used?.Invoke(usage);
                if (question.Request.Priority is ModelPriority.Keystroke)
                {
                    _debounce.Answered(time.GetElapsedTime(started));
                }
            }
        }
    }

    // Nobody has asked for the model yet: what the gate turns away must not start it.
    private CacheScope ScopeOf(TypingQuestion question)
    {
        var request = question.Request;
        var ready = model.Ready;

        return new CacheScope(
            request.Folder,
            request.Path,
            request.LanguageId,
            ready is null ? "" : $"{ready.Name} on {ready.Device}",
            ready?.Layout.ToString() ?? "",
            question.Limits);
    }

    private T Read<T>(string document, Func<TypedDocument, T> read)
    {
        lock (_lock)
        {
            return read(Document(document));
        }
    }

    private TypedDocument Document(string name)
    {
        if (!_documents.TryGetValue(name, out var document))
        {
            _documents.Add(name, document = new TypedDocument());
        }

        return document;
    }
}
