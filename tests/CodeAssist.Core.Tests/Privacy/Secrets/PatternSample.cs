using System.Globalization;
using System.Text;

namespace CodeAssist.Core.Tests.Privacy.Secrets;

/// <summary>Makes a text that a regular expression matches; it knows as much of their language as the rules use.</summary>
internal sealed class PatternSample(string pattern, Random random)
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    private const string Printable = Word + " .,:;<>=+-*/&%#@!?~^|'\"`$(){}[]\\";
    private const string Digits = "0123456789";

    private int _at;

    public string Make() => Alternatives();

    private string Alternatives()
    {
        List<string> choices = [Sequence()];
        while (TryTake('|'))
        {
            choices.Add(Sequence());
        }

        return choices[random.Next(choices.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            var once = Atom();
            var afterAtom = _at;
            var count = Count();
            var afterCount = _at;
            for (var made = 0; made < count; made++)
            {
                if (made > 0)
                {
                    // The same piece of the pattern once more, for another choice.
                    _at = start;
                    once = Atom();
                    Assert.Equal(afterAtom, _at);
                }

                text.Append(once);
            }

            _at = afterCount;
        }

        return text.ToString();
    }

    private int Count()
    {
        var (least, most) = (1, 1);
        if (TryTake('*'))
        {
            (least, most) = (0, 0);
        }
        else if (TryTake('+'))
        {
            (least, most) = (1, 6);
        }
        else if (TryTake('?'))
        {
            (least, most) = (0, 1);
        }
        else if (_at + 1 < pattern.Length && pattern[_at] == '{' && char.IsAsciiDigit(pattern[_at + 1]))
        {
            var end = pattern.IndexOf('}', _at);
            var limits = pattern[(_at + 1)..end].Split(',');
            _at = end + 1;
            least = int.Parse(limits[0], CultureInfo.InvariantCulture);
            most = limits is [_, { Length: > 0 } limit] ? Math.Min(int.Parse(limit, CultureInfo.InvariantCulture), least + 3) : least;
        }

        _ = TryTake('?');
        return random.Next(least, most + 1);
    }

    private string Atom()
    {
        switch (pattern[_at++])
        {
            case '(':
                if (TryTake('?'))
                {
                    // Options, or the name of a group.
                    var end = pattern.IndexOfAny([':', ')', '>'], _at);
                    _at = end + 1;
                    if (pattern[end] == ')')
                    {
                        return "";
                    }
                }

                var inner = Alternatives();
                Assert.True(TryTake(')'));
                return inner;
            case '[':
                return Member(Set());
            case '\\':
                return Escape() is { } members ? Member(members) : "";
            case '^' or '$':
                return "";
            case '.':
                // Half of the dots in the rules mean a dot.
                return random.Next(2) == 0 ? "." : Member(Word);
            case var literal:
                return literal.ToString();
        }
    }

    private string Member(string members) => members[random.Next(members.Length)].ToString();

    private string Set()
    {
        var isNegated = TryTake('^');
        var members = new StringBuilder();
        for (var first = true; first || pattern[_at] != ']'; first = false)
        {
            var item = pattern[_at++] == '\\' ? Escape()! : pattern[_at - 1].ToString();
            if (item.Length == 1 && pattern[_at] == '-' && pattern[_at + 1] != ']')
            {
                _at++;
                var last = pattern[_at++] == '\\' ? Escape()! : pattern[_at - 1].ToString();
                members.Append([.. Enumerable.Range(item[0], last[0] - item[0] + 1).Select(value => (char)value)]);
            }
            else
            {
                members.Append(item);
            }
        }

        _at++;
        return isNegated ? new string([.. Printable.Except(members.ToString())]) : members.ToString();
    }

    // Null for what has no width.
    private string? Escape()
    {
        switch (pattern[_at++])
        {
            case 'b':
                return null;
            case 'w':
                return Word;
            case 'd':
                return Digits;
            case 's':
                return " ";
            case 'S':
                return Word;
            case 'n':
                return "\n";
            case 'r':
                return "\r";
            case 't':
                return "\t";
            case 'x':
                _at += 2;
                return ((char)int.Parse(pattern.AsSpan(_at - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString();
            case var literal:
                return literal.ToString();
        }
    }

    private bool TryTake(char mark)
    {
        var isThere = _at < pattern.Length && pattern[_at] == mark;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
