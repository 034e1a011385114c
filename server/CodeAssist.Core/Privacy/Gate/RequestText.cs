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
    // For each character the byte it begins at; one more for the end.
    private readonly int[] _offsets;

    private RequestText(string text, int[] offsets)
    {
        Text = text;
        _offsets = offsets;
    }

    public string Text { get; }

    /// <summary>The bytes as they are, escapes and all.</summary>
    public static RequestText Of(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        List<int> offsets = new(body.Length + 1);
        Span<char> units = stackalloc char[2];
        for (var at = 0; at < body.Length;)
        {
            // What is no UTF-8 becomes a replacement character, byte by byte.
            _ = Rune.DecodeFromUtf8(body[at..], out var rune, out var length);
            var written = rune.EncodeToUtf16(units);
            text.Append(units[..written]);
            for (var unit = 0; unit < written; unit++)
            {
                offsets.Add(at);
            }

            at += length;
        }

        offsets.Add(body.Length);
        return new RequestText(text.ToString(), [.. offsets]);
    }

    /// <returns>Null where there is nothing to undo.</returns>
    public RequestText? Unescaped()
    {
        if (!Text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder(Text.Length);
        List<int> offsets = new(Text.Length + 1);
        for (var at = 0; at < Text.Length;)
        {
            var (character, length) = Next(Text.AsSpan(at));
            text.Append(character);
            offsets.Add(_offsets[at]);
            at += length;
        }

        offsets.Add(_offsets[Text.Length]);
        return text.Length == Text.Length ? null : new RequestText(text.ToString(), [.. offsets]);
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

    public Range Bytes(int start, int end) => _offsets[start].._offsets[end];

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
