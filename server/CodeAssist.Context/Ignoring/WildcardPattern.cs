namespace CodeAssist.Context.Ignoring;

/// <summary>Matches paths as git does: <c>*</c>, <c>?</c> and <c>[a-z]</c> within a name, <c>**</c> over any number of folders.</summary>
/// <remarks>Git compares bytes: both texts are as <see cref="GitText"/> makes them. Takes time for pattern length × path length at most.</remarks>
internal ref struct WildcardPattern
{
    private readonly ReadOnlySpan<char> _pattern;
    private readonly ReadOnlySpan<char> _path;

    // Pairs of places from which there is no way to the end; made where a second star could lead to the same pair again.
    private HashSet<long>? _deadEnds;

    private WildcardPattern(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        _pattern = pattern;
        _path = path;
    }

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path) => new WildcardPattern(pattern, path).From(0, 0);

    private bool From(int at, int place)
    {
        while (at < _pattern.Length)
        {
            if (_pattern[at] == '*')
            {
                var key = ((long)at << 32) | (uint)place;
                if (_deadEnds?.Contains(key) is true)
                {
                    return false;
                }

                var isMatch = FromStar(at, place);
                if (!isMatch)
                {
                    (_deadEnds ??= []).Add(key);
                }

                return isMatch;
            }

            if (place == _path.Length || !TakeOne(ref at, _path[place]))
            {
                return false;
            }

            place++;
        }

        return place == _path.Length;
    }

    private bool FromStar(int at, int place)
    {
        var rest = at;
        while (rest < _pattern.Length && _pattern[rest] == '*')
        {
            rest++;
        }

        // Two stars or more cross folders where they are all there is between two slashes.
        var crosses = rest - at > 1 && (at == 0 || _pattern[at - 1] == '/') && (rest == _pattern.Length || _pattern[rest] == '/' || _pattern[rest..].StartsWith("\\/"));
        if (crosses && rest < _pattern.Length && _pattern[rest] == '/' && From(rest + 1, place))
        {
            return true;
        }

        for (; ; place++)
        {
            if (From(rest, place))
            {
                return true;
            }

            if (place == _path.Length || (_path[place] == '/' && !crosses))
            {
                return false;
            }
        }
    }

    // One character of the path against one element of the pattern, which is taken off.
    private readonly bool TakeOne(ref int at, char character)
    {
        switch (_pattern[at])
        {
            case '?':
                at++;
                return character != '/';
            case '[':
                return WildcardSet.TryRead(_pattern[(at + 1)..], character, out var length, out var isMember) && Take(ref at, length + 1) && isMember && character != '/';
            case '\\':
                // Nothing is behind the last one, so that it matches nothing.
                return at + 1 < _pattern.Length && Take(ref at, 2) && _pattern[at - 1] == character;
            default:
                return Take(ref at, 1) && _pattern[at - 1] == character;
        }
    }

    private static bool Take(ref int at, int length)
    {
        at += length;
        return true;
    }
}
