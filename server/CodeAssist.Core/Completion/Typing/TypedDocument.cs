using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>What is known of the typing in one document. Belongs to <see cref="TypingCompletions"/>, under its lock.</summary>
internal sealed class TypedDocument
{
    private int _askedAt = -1;

    /// <summary>The one question about it that is under way, or null.</summary>
    public Flight? Flight { get; private set; }

    /// <summary>Counts the changes.</summary>
    public long Edition { get; private set; }

    /// <summary>Whether the last change took something away.</summary>
    public bool IsBehindDeletion { get; private set; }

    public void Changed(string text, IReadOnlyList<DocumentEdit> edits)
    {
        Edition++;
        IsBehindDeletion = edits is [.., { IsDeletion: true }];
        Flight?.Changed(text);
    }

    /// <summary>Whether the model was asked already since the word before the caret was begun.</summary>
    public bool WasAskedInWord(CompletionRequest request)
    {
        var start = request.Caret - AdaptiveDebounce.WordLength(request.LineBefore);

        return _askedAt > start && _askedAt <= request.Caret;
    }

    /// <summary>A new question is under way; the one before is not needed any more.</summary>
    public void Take(Flight flight)
    {
        Flight?.Cancel();
        Flight = flight;
        _askedAt = flight.Question.Request.Caret;
    }

    /// <summary>This question is over.</summary>
    public void Release(Flight flight) => Flight = ReferenceEquals(Flight, flight) ? null : Flight;
}
