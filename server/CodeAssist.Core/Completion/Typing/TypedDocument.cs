using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>What is known of the typing in one document. Belongs to <see cref="TypingCompletions"/>, under its lock.</summary>
internal sealed class TypedDocument
{
    private int _askedAt = -1;
    private (long Edition, int LineStart) _askedOn = (-1, -1);

    /// <summary>The one question about it that is under way, or null.</summary>
    public Flight? Flight { get; private set; }

    /// <summary>What is prepared for the time after the suggestion on the screen, or null.</summary>
    public Preparation? Next { get; private set; }

    /// <summary>Counts the changes.</summary>
    public long Edition { get; private set; }

    /// <summary>Whether the last change took something away.</summary>
    public bool IsBehindDeletion { get; private set; }

    /// <summary>Whether the last change put in more than a key does: a suggestion was taken, or something was pasted.</summary>
    public bool IsBehindInsertion { get; private set; }

    public void Changed(string text, IReadOnlyList<DocumentEdit> edits)
    {
        Edition++;
        IsBehindDeletion = edits is [.., { IsDeletion: true }];

        // A key puts in a character, or a line break with an indentation, or a bracket and the one that closes it.
        IsBehindInsertion = edits is [.., { Inserted: var inserted }] && inserted.AsSpan().Trim().Length > 2;
        if (Flight?.Fits(text) is false)
        {
            Flight.Cancel();
        }

        if (Next?.Fits(text) is false)
        {
            Prepare(null);
        }
    }

    /// <summary>Whether the model was asked already since the word before the caret was begun.</summary>
    public bool WasAskedInWord(CompletionRequest request)
    {
        var start = request.Caret - AdaptiveDebounce.WordLength(request.LineBefore);

        return _askedAt > start && _askedAt <= request.Caret;
    }

    /// <summary>The caret rests here.</summary>
    /// <returns>Whether nobody asks, and nobody has asked or rested on this line since the document was changed.</returns>
    public bool Rests(CompletionRequest request)
    {
        var line = (Edition, LineStart(request));
        if (Flight is not null || _askedOn == line)
        {
            return false;
        }

        _askedOn = line;
        return true;
    }

    /// <summary>A new question is under way; the one before is not needed any more.</summary>
    public void Take(Flight flight)
    {
        Flight?.Cancel();
        Flight = flight;
        _askedAt = flight.Question.Request.Caret;
        _askedOn = (Edition, LineStart(flight.Question.Request));
    }

    /// <summary>The flight whose answer may be one to this request too; what cannot fit is cancelled.</summary>
    public Flight? Join(CompletionRequest request, CacheScope scope)
    {
        foreach (var flight in new[] { Flight, Next?.Flight }.OfType<Flight>())
        {
            if (flight.Scope == scope && flight.Fits(request))
            {
                return flight;
            }
        }

        Flight?.Cancel();
        Next?.Flight?.Cancel();

        return null;
    }

    /// <summary>Something else is prepared, or nothing.</summary>
    public void Prepare(Preparation? next)
    {
        Next?.Drop();
        Next = next;
    }

    /// <summary>This question is over.</summary>
    public void Release(Flight flight)
    {
        Flight = ReferenceEquals(Flight, flight) ? null : Flight;
        Next = Next is { } next && ReferenceEquals(next.Flight, flight) ? null : Next;
    }

    /// <summary>Nobody waits for anything any more.</summary>
    public void Close()
    {
        Flight?.Cancel();
        Prepare(null);
    }

    private static int LineStart(CompletionRequest request) => request.Caret - request.LineBefore.Length;
}
