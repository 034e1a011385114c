namespace CodeAssist.Core.Completion.Typing;

/// <summary>What will be asked once a suggestion on the screen has been taken, or something is typed where the caret rests; asked before. Dropped when something else is typed.</summary>
internal sealed class Preparation
{
    private readonly Expectation? _expectation;
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Preparation(TypingQuestion question, Expectation? expectation)
    {
        Question = question with { Request = question.Request with { Trigger = CompletionTrigger.Automatic, Priority = Models.ModelPriority.Background } };
        _expectation = expectation;
    }

    /// <summary>What will be asked.</summary>
    public TypingQuestion Question { get; }

    /// <summary>The question under way; null before and after.</summary>
    public Flight? Flight { get; set; }

    /// <summary>Whether it was dropped.</summary>
    public bool IsDropped => _dropped.Task.IsCompleted;

    /// <summary>Ends when it is dropped.</summary>
    public Task Dropped => _dropped.Task;

    /// <param name="shown">The question that the suggestion answers.</param>
    /// <param name="suggestion">The suggestion.</param>
    public static Preparation After(TypingQuestion shown, Suggestion suggestion)
    {
        var request = shown.Request;
        var before = request.Text.AsSpan(0, request.Caret);
        var behind = request.Text.AsSpan(request.Caret + suggestion.ReplacedAfterCaret);

        return new Preparation(
            shown with
            {
                Request = request with
                {
                    Text = string.Concat(before, suggestion.InsertText, behind),
                    Caret = request.Caret + suggestion.InsertText.Length,
                },
            },
            new Expectation(request, suggestion.InsertText));
    }

    /// <param name="question">What would be asked where the caret rests.</param>
    public static Preparation At(TypingQuestion question) => new(question, expectation: null);

    /// <summary>Whether the document, as it is now, may still be on its way to where this is asked.</summary>
    public bool Fits(string text) =>
        string.Equals(text, Question.Request.Text, StringComparison.Ordinal) || _expectation?.Fits(text) is true || Flight?.Fits(text) is true;

    public void Drop()
    {
        Flight?.Cancel();
        _dropped.TrySetResult();
    }
}
