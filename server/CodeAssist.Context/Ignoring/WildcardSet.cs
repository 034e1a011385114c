namespace CodeAssist.Context.Ignoring;

/// <summary>What stands between brackets in a pattern: characters, ranges of them, and classes such as <c>[:alpha:]</c>.</summary>
internal static class WildcardSet
{
    /// <param name="set">Behind the opening bracket.</param>
    /// <param name="character">The character to be judged.</param>
    /// <param name="length">Up to and with the closing bracket.</param>
    /// <param name="isMember">Whether the character is meant.</param>
    /// <returns>False where no bracket closes it or a class is unknown: such a pattern matches nothing.</returns>
    public static bool TryRead(ReadOnlySpan<char> set, char character, out int length, out bool isMember)
    {
        isMember = false;
        var isNegated = set is ['!' or '^', ..];
        length = isNegated ? 1 : 0;
        char? before = null;
        for (var first = true; length < set.Length; first = false)
        {
            // A bracket right at the beginning means itself.
            if (set[length] == ']' && !first)
            {
                length++;
                isMember ^= isNegated;
                return true;
            }

            if (before is { } low && set[length] == '-' && length + 1 < set.Length && set[length + 1] != ']')
            {
                length++;
                if (!TryTakeLiteral(set, ref length, out var high))
                {
                    return false;
                }

                isMember |= low <= character && character <= high;
                before = null;
            }
            else if (set[length..].StartsWith("[:") && set[(length + 2)..].IndexOf(']') is >= 0 and var close && ClassName(set, length, close) is { } name)
            {
                if (IsMember(name, character) is not { } answer)
                {
                    return false;
                }

                isMember |= answer;
                length += 2 + close + 1;
                before = null;
            }
            else
            {
                if (!TryTakeLiteral(set, ref length, out var literal))
                {
                    return false;
                }

                isMember |= literal == character;
                before = literal;
            }
        }

        return false;
    }

    private static bool TryTakeLiteral(ReadOnlySpan<char> set, ref int at, out char literal)
    {
        at += set[at] == '\\' ? 1 : 0;
        literal = at < set.Length ? set[at] : default;
        return at++ < set.Length;
    }

    // Null where the name does not end in a colon: then the bracket is a character like others.
    private static string? ClassName(ReadOnlySpan<char> set, int at, int close) =>
        close > 0 && set[at + 1 + close] == ':' ? set.Slice(at + 2, close - 1).ToString() : null;

    private static bool? IsMember(string name, char character) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit(character),
        "alpha" => char.IsAsciiLetter(character),
        "blank" => character is ' ' or '\t',
        "cntrl" => character is < ' ' or '\x7F',
        "digit" => char.IsAsciiDigit(character),
        "graph" => character is > ' ' and < '\x7F',
        "lower" => char.IsAsciiLetterLower(character),
        "print" => character is >= ' ' and < '\x7F',
        "punct" => character is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(character),
        "space" => character is ' ' or (>= '\t' and <= '\r'),
        "upper" => char.IsAsciiLetterUpper(character),
        "xdigit" => char.IsAsciiHexDigit(character),
        _ => null,
    };
}
