using System.Globalization;
using System.Text;

namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>Reads rule files of gitleaks' form: as much of TOML as they use, and nothing else.</summary>
/// <remarks>The files are part of this program; what is not understood in them is our mistake, found by the first test.</remarks>
internal sealed class RuleFileReader
{
    private readonly string _text;
    private int _at;

    private RuleFileReader(string text) => _text = text;

    /// <exception cref="FormatException">Something that this reader does not know; the message has the line.</exception>
    public static IReadOnlyList<RuleTable> Read(string text) => new RuleFileReader(text.ReplaceLineEndings("\n")).Tables();

    private List<RuleTable> Tables()
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        List<RuleTable> tables = [new("", values)];
        for (SkipBlank(); _at < _text.Length; SkipBlank())
        {
            if (_text[_at] == '[')
            {
                values = new Dictionary<string, object>(StringComparer.Ordinal);
                tables.Add(new RuleTable(Through(']').Trim('[', ']'), values));
                _ = TryTake("]");
            }
            else
            {
                var key = Through('=')[..^1].Trim();
                SkipBlank();
                values.Add(key, Value());
            }
        }

        return tables;
    }

    private object Value()
    {
        if (TryTake("["))
        {
            return Array();
        }

        return _text[_at] is '"' or '\'' ? Text() : Number();
    }

    private List<string> Array()
    {
        List<string> items = [];
        for (SkipBlank(); !TryTake("]"); SkipBlank())
        {
            items.Add(Text());
            SkipBlank();
            _ = TryTake(",");
        }

        return items;
    }

    private string Text()
    {
        if (TryTake("'''"))
        {
            _ = TryTake("\n");
            var end = _text.IndexOf("'''", _at, StringComparison.Ordinal);
            return end < 0 ? throw Unknown() : Take(end, "'''".Length);
        }

        if (TryTake("'"))
        {
            var end = _text.IndexOf('\'', _at);
            return end < 0 ? throw Unknown() : Take(end, 1);
        }

        return TryTake("\"") ? Escaped() : throw Unknown();
    }

    private string Escaped()
    {
        var result = new StringBuilder();
        while (_at < _text.Length)
        {
            switch (_text[_at++])
            {
                case '"':
                    return result.ToString();
                case '\\' when _at < _text.Length:
                    result.Append(_text[_at++] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        '"' => '"',
                        '\\' => '\\',
                        _ => throw Unknown(),
                    });
                    break;
                case var plain:
                    result.Append(plain);
                    break;
            }
        }

        throw Unknown();
    }

    private double Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.' or '-'))
        {
            _at++;
        }

        return double.TryParse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture, out var number) ? number : throw Unknown();
    }

    // Up to a character on the same line, which is taken too.
    private string Through(char last)
    {
        var end = _text.IndexOf(last, _at);
        var line = _text.IndexOf('\n', _at);
        if (end < 0 || (line >= 0 && line < end))
        {
            throw Unknown();
        }

        return Take(end + 1, 0);
    }

    private string Take(int end, int mark)
    {
        var taken = _text[_at..end];
        _at = end + mark;
        return taken;
    }

    private bool TryTake(string mark)
    {
        var isThere = _text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal);
        _at += isThere ? mark.Length : 0;
        return isThere;
    }

    private void SkipBlank()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            var line = _text.IndexOf('\n', _at);
            _at = _text[_at] != '#' ? _at + 1 : line < 0 ? _text.Length : line;
        }
    }

    private FormatException Unknown() => new(
        string.Create(CultureInfo.InvariantCulture, $"Line {1 + _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n')} of the rule file is not understood."));
}
