using System.Text;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Turns the bytes of tokens into text: whole characters only, and nothing that may yet turn out to be a stop text.</summary>
internal sealed class StreamedText(IReadOnlyList<string> stopTexts)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private readonly int _longestStop = stopTexts.Count == 0 ? 0 : stopTexts.Max(stop => stop.Length);
    private int _handedOut;

    /// <summary>Whether a stop text has appeared; the text ends before it.</summary>
    public bool Stopped { get; private set; }

    /// <summary>All text so far, without the stop text.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds the bytes of one token.</summary>
    /// <returns>The text that is now certain and was not handed out before; may be empty.</returns>
    public string Append(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, _text.Length - Math.Max(0, _longestStop - 1));
        Span<char> characters = stackalloc char[Math.Max(16, bytes.Length + 4)];
        _text.Append(characters[.._decoder.GetChars(bytes, characters, flush: false)]);
        if (_longestStop == 0)
        {
            return HandOut(_text.Length);
        }

        var tail = _text.ToString(from, _text.Length - from);
        if (FirstStop(tail) is { } stop)
        {
            Stopped = true;
            _text.Length = from + stop;
            return HandOut(_text.Length);
        }

        return HandOut(_text.Length - PossibleStart(tail));
    }

    /// <summary>What was held back, now that nothing follows. Half a character at the very end is dropped.</summary>
    public string Complete() => HandOut(_text.Length);

    private string HandOut(int end)
    {
        if (end <= _handedOut)
        {
            return "";
        }

        var piece = _text.ToString(_handedOut, end - _handedOut);
        _handedOut = end;
        return piece;
    }

    private int? FirstStop(string tail)
    {
        var first = stopTexts
            .Select(stop => tail.IndexOf(stop, StringComparison.Ordinal))
            .Where(index => index >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        return first < 0 ? null : first;
    }

    // Length of the longest end of the tail that is the beginning of a stop text.
    private int PossibleStart(string tail)
    {
        for (var length = Math.Min(_longestStop - 1, tail.Length); length > 0; length--)
        {
            var end = tail[^length..];
            if (stopTexts.Any(stop => stop.StartsWith(end, StringComparison.Ordinal)))
            {
                return length;
            }
        }

        return 0;
    }
}
