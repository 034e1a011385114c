using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>How long a question that nobody asked aloud waits for the next key, after the user's rhythm and the model's pace. Thread-safe.</summary>
/// <remarks>
/// A request is worth most where much follows from little: at the start of a line, behind <c>.</c> or <c>(</c>; there it goes at once.
/// The first of a word waits for less than a key takes. After it, the next one in the same word is made when the user stops to look. A
/// model that is slower than the user's fingers is asked only where they rest, wherever that is.
/// </remarks>
/// <param name="time">Measures the rhythm.</param>
internal sealed class AdaptiveDebounce(TimeProvider time)
{
    private const double RestInGaps = 1.5;
    private const double FirstInGaps = 0.4;

    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _longestForFirst = TimeSpan.FromMilliseconds(75);

    // A longer gap is a thought and says nothing about fingers.
    private static readonly TimeSpan _longestGap = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly AverageTime _gap = new(TimeSpan.FromMilliseconds(180));
    private readonly AverageTime _pace = new(TimeSpan.FromMilliseconds(150));
    private long _lastKey;

    /// <summary>The user typed something.</summary>
    public void Typed()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_lastKey != 0 && time.GetElapsedTime(_lastKey, now) is var gap && gap < _longestGap)
            {
                _gap.Add(gap);
            }

            _lastKey = now;
        }
    }

    /// <summary>The model took so long for an answer.</summary>
    public void Answered(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _pace.Add(elapsed);
        }
    }

    /// <param name="request">What is to be asked.</param>
    /// <param name="askedInWord">Whether the model was asked already since the word before the caret was begun.</param>
    /// <returns>From nothing to 400 ms.</returns>
    public TimeSpan Delay(CompletionRequest request, bool askedInWord)
    {
        if (request.Trigger is CompletionTrigger.Invoked || StartsLine(request) || IsBehindTrigger(request))
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            var rest = Shorter(RestInGaps * _gap.Value, _longest);

            return !askedInWord && _pace.Value <= _gap.Value ? Shorter(FirstInGaps * _gap.Value, _longestForFirst) : rest;
        }
    }

    /// <summary>How many letters of a name stand directly before the caret.</summary>
    public static int WordLength(ReadOnlySpan<char> lineBefore)
    {
        var length = 0;
        while (length < lineBefore.Length && IdentifierCharacter.Is(lineBefore[^(length + 1)]))
        {
            length++;
        }

        return length;
    }

    private static bool StartsLine(CompletionRequest request) => request.LineBefore.Trim().Length <= 1;

    private static bool IsBehindTrigger(CompletionRequest request) => request.LineBefore is [.., '.' or '(' or '[' or '{' or '=' or ':' or '>'];

    private static TimeSpan Shorter(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
