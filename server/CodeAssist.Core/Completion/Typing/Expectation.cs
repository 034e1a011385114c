using System.Buffers;
using System.Text;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>Whether what is typed after a question can still be the beginning of its answer, as far as that is known. Thread-safe.</summary>
/// <param name="request">The question.</param>
/// <param name="answer">How the answer begins; empty where nothing is known of it yet.</param>
internal sealed class Expectation(CompletionRequest request, string answer)
{
    // What editors put behind the caret by themselves.
    private static readonly SearchValues<char> _closers = SearchValues.Create(" \t\r\n)]}>\"'`;");

    private readonly Lock _lock = new();
    private readonly StringBuilder _answer = new(LineEndings.ToLineFeed(answer));
    private IReadOnlyList<string> _typed = [""];

    /// <summary>Whether anything is known of the answer.</summary>
    public bool IsBegun
    {
        get
        {
            lock (_lock)
            {
                return _answer.Length > 0;
            }
        }
    }

    /// <summary>More of the answer is known. False where it says something else than what was typed meanwhile.</summary>
    public bool Learn(string piece)
    {
        lock (_lock)
        {
            _answer.Append(piece);

            return _typed.Any(Agrees);
        }
    }

    /// <summary>Whether this asks the same with more typed, and what is known of the answer says no other.</summary>
    public bool Fits(CompletionRequest later)
    {
        var isSameQuestion = later.Trigger is CompletionTrigger.Automatic || request.Trigger is CompletionTrigger.Invoked;
        if (!isSameQuestion || Inserted(later.Text) is not { } inserted)
        {
            return false;
        }

        var typed = later.Caret - request.Caret;

        return typed >= 0 && typed <= inserted.Length && inserted.AsSpan(typed).IndexOfAnyExcept(_closers) < 0 && Expects([inserted[..typed]]);
    }

    /// <summary>Whether the document may still be on its way to the answer; where its caret is now is not known.</summary>
    public bool Fits(string text) => Inserted(text) is { } inserted && Expects(PossiblyTyped(inserted));

    // What the editor closes by itself stands behind the caret.
    private static IEnumerable<string> PossiblyTyped(string inserted)
    {
        var closers = inserted.Length - (inserted.AsSpan().LastIndexOfAnyExcept(_closers) + 1);

        return Enumerable.Range(0, closers + 1).Select(length => inserted[..^length]);
    }

    // What stands between the text before the question's caret and the text behind it; null where one of them has changed.
    private string? Inserted(string text)
    {
        var before = request.Text.AsSpan(0, request.Caret);
        var after = request.Text.AsSpan(request.Caret);

        return text.Length >= request.Text.Length
            && text.AsSpan().StartsWith(before, StringComparison.Ordinal)
            && text.AsSpan().EndsWith(after, StringComparison.Ordinal)
            ? text[before.Length..^after.Length]
            : null;
    }

    private bool Expects(IEnumerable<string> typed)
    {
        lock (_lock)
        {
            _typed = [.. typed.Select(LineEndings.ToLineFeed).Where(Agrees)];

            return _typed.Count > 0;
        }
    }

    // As far as both are known, they are the same.
    private bool Agrees(string typed)
    {
        for (var i = 0; i < Math.Min(typed.Length, _answer.Length); i++)
        {
            if (typed[i] != _answer[i])
            {
                return false;
            }
        }

        return true;
    }
}
