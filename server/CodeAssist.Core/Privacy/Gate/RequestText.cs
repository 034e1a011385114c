using System.Globalization;
using System.Text;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>A text as its reader gets it, and for each of its characters where in the request's bytes it comes from.</summary>
/// <remarks>
/// A request is JSON, whose escapes split a secret's characters (<c>\u002B</c> for a plus) and glue letters to it (<c>\n</c>). What is
/// quoted in what is quoted is escaped twice, so that undoing can be repeated.
/// </remarks>
internal sealed class RequestText
{
    // The bytes that each character comes from: its first, and the one behind its last.
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly StringBuilder _text = new();

    private RequestText()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>The bytes as they are, escapes and all.</summary>
    public static RequestText Of(ReadOnlySpan<byte> body)
    {
        var request = new RequestText();
        Span<char> units = stackalloc char[2];
        for (var at = 0; at < body.Length;)
        {
            // What is no UTF-8 becomes a replacement character, byte by byte.
            _ = Rune.DecodeFromUtf8(body[at..], out var rune, out var length);
            foreach (var unit in units[..rune.EncodeToUtf16(units)])
            {
                request.Add(unit, at, at + length);
            }

            at += length;
        }

        return request.Finished();
    }

    /// <summary>A piece of a request without any of its escapes.</summary>
    public static string Plain(ReadOnlySpan<byte> bytes)
    {
        var text = Of(bytes);
        while (text.Unescaped() is { } deeper)
        {
            text = deeper;
        }

        return text.Text;
    }

    /// <returns>Null where there is nothing to undo.</returns>
    public RequestText? Unescaped()
    {
        if (!Text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var unescaped = new RequestText();
        unescaped.AddUnescaped(this, 0, Text.Length);
        return unescaped._text.Length == Text.Length ? null : unescaped.Finished();
    }

    /// <summary>The lines that have escapes in them, without those: what is quoted in what is quoted.</summary>
    /// <returns>Null where there are none.</returns>
    public RequestText? UnescapedLines()
    {
        var unescaped = new RequestText();
        for (var at = 0; Text.IndexOf('\\', at) is >= 0 and var escape;)
        {
            var start = Text.LastIndexOf('\n', escape) + 1;
            var end = Text.IndexOf('\n', escape) is >= 0 and var next ? next + 1 : Text.Length;
            unescaped.AddUnescaped(this, start, end);
            at = end;
        }

        return unescaped._text.Length == 0 ? null : unescaped.Finished();
    }

    /// <summary>The text without the marks at the beginning of each line of a diff, at the same places.</summary>
    /// <returns>Null where there is no diff.</returns>
    public string? TextWithoutDiffMarks()
    {
        if (!Text.Contains("@@ -", StringComparison.Ordinal))
        {
            return null;
        }

        var plain = Text.ToCharArray();
        for (var at = Text.IndexOf('\n', StringComparison.Ordinal); at >= 0 && at + 1 < plain.Length; at = Text.IndexOf('\n', at + 1))
        {
            plain[at + 1] = plain[at + 1] is '+' or '-' ? ' ' : plain[at + 1];
        }

        return new string(plain);
    }

    public Range Bytes(int start, int end) => _starts[start].._ends[end - 1];

    private void AddUnescaped(RequestText source, int start, int end)
    {
        for (var at = start; at < end;)
        {
            var (character, length) = Next(source.Text.AsSpan(at));
            Add(character, source._starts[at], source._ends[at + length - 1]);
            at += length;
        }
    }

    private void Add(char character, int start, int end)
    {
        _text.Append(character);
        _starts.Add(start);
        _ends.Add(end);
    }

    private RequestText Finished()
    {
        Text = _text.ToString();
        return this;
    }

    private static (char Character, int Length) Next(ReadOnlySpan<char> text)
    {
        if (text[0] != '\\' || text.Length < 2)
        {
            return (text[0], 1);
        }

        return text[1] switch
        {
            'n' => ('\n', 2),
            'r' => ('\r', 2),
            't' => ('\t', 2),
            'b' => ('\b', 2),
            'f' => ('\f', 2),
            '"' or '\\' or '/' or '\'' => (text[1], 2),
            'u' when text.Length >= 6 && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) => ((char)unit, 6),

            // No escape of JSON's: a path or a pattern in code.
            _ => (text[0], 1),
        };
    }
}
