using System.Text;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Turns the bytes of tokens into text: whole characters only, and nothing that may yet turn out not to belong to it.</summary>
/// <param name="stopTexts">The text ends before the first of them.</param>
/// <param name="blockIndentation">See <see cref="GenerationLimits"/>.</param>
internal sealed class StreamedText(IReadOnlyList<string> stopTexts, int? blockIndentation)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private readonly int _longestStop = stopTexts.Count == 0 ? 0 : stopTexts.Max(stop => stop.Length);
    private readonly BlockEnd? _block = blockIndentation is { } indentation ? new BlockEnd(indentation) : null;
    private int _handedOut;

    /// <summary>Why nothing follows this text, or null where more may.</summary>
    public FinishReason? Stop { get; private set; }

    /// <summary>All text so far, without what ended it.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds the bytes of one token.</summary>
    /// <returns>The text that is now certain and was not handed out before; may be empty.</returns>
    public string Append(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, _text.Length - Math.Max(0, _longestStop - 1));
        Span<char> characters = stackalloc char[Math.Max(16, bytes.Length + 4)];
        _text.Append(characters[.._decoder.GetChars(bytes, characters, flush: false)]);
        var tail = _longestStop == 0 ? "" : _text.ToString(from, _text.Length - from);
        if (FirstStop(tail) is { } stop)
        {
            return End(from + stop, FinishReason.StopText);
        }

        if (_block?.Find(_text) is { } end)
        {
            return End(end, FinishReason.BlockEnd);
        }

        return HandOut(Math.Min(_text.Length - PossibleStart(tail), _block?.Certain ?? _text.Length));
    }

    /// <summary>What was held back, now that nothing follows. Half a character at the very end is dropped.</summary>
    public string Complete() => HandOut(_text.Length);

    private string End(int length, FinishReason reason)
    {
        Stop = reason;
        _text.Length = length;
        return HandOut(length);
    }

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
