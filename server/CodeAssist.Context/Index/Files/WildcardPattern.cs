namespace CodeAssist.Context.Index.Files;

/// <summary>Matches paths as git does: <c>*</c>, <c>?</c> and <c>[a-z]</c> within a name, <c>**</c> over any number of folders.</summary>
internal static class WildcardPattern
{
    // A pattern of many stars against a long path could otherwise take for ever; a path this hard to match is not ignored.
    private const int MostSteps = 20_000;

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var steps = MostSteps;
        return Matches(pattern, path, ref steps);
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, ref int steps)
    {
        while (!pattern.IsEmpty)
        {
            if (--steps < 0)
            {
                return false;
            }

            if (pattern.StartsWith("**/"))
            {
                return MatchesFolders(pattern[3..], path, ref steps);
            }

            if (pattern is "/**")
            {
                // Everything inside, but not the folder itself.
                return path.Length > 1 && path[0] == '/';
            }

            if (pattern.StartsWith("/**/"))
            {
                return !path.IsEmpty && path[0] == '/' && MatchesFolders(pattern[4..], path[1..], ref steps);
            }

            if (pattern[0] == '*')
            {
                return MatchesStar(pattern.TrimStart('*'), path, ref steps);
            }

            if (path.IsEmpty || !MatchesOne(ref pattern, path[0]))
            {
                return false;
            }

            path = path[1..];
        }

        return path.IsEmpty;
    }

    private static bool MatchesFolders(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, ref int steps)
    {
        while (true)
        {
            if (Matches(rest, path, ref steps))
            {
                return true;
            }

            var slash = path.IndexOf('/');
            if (slash < 0 || steps < 0)
            {
                return false;
            }

            path = path[(slash + 1)..];
        }
    }

    private static bool MatchesStar(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, ref int steps)
    {
        for (var length = 0; ; length++)
        {
            if (Matches(rest, path[length..], ref steps))
            {
                return true;
            }

            if (length == path.Length || path[length] == '/' || steps < 0)
            {
                return false;
            }
        }
    }

    // One character of the path against one element of the pattern, which is taken off.
    private static bool MatchesOne(ref ReadOnlySpan<char> pattern, char character)
    {
        switch (pattern[0])
        {
            case '?':
                pattern = pattern[1..];
                return character != '/';
            case '[' when pattern[1..].IndexOf(']') is >= 0 and var first:
                return MatchesSet(ref pattern, character, first);
            case '\\' when pattern.Length > 1:
                pattern = pattern[1..];
                break;
        }

        var isEqual = pattern[0] == character;
        pattern = pattern[1..];
        return isEqual;
    }

    private static bool MatchesSet(ref ReadOnlySpan<char> pattern, char character, int end)
    {
        var set = pattern[1..];
        var isNegated = set[0] is '!' or '^';
        var start = isNegated ? 1 : 0;

        // A bracket right at the beginning means itself.
        end = end == start && set[(start + 1)..].IndexOf(']') is >= 0 and var next ? start + 1 + next : end;
        var members = set[start..end];
        pattern = set[(end + 1)..];
        var isMember = false;
        for (var index = 0; index < members.Length; index++)
        {
            if (index + 2 < members.Length && members[index + 1] == '-')
            {
                isMember |= members[index] <= character && character <= members[index + 2];
                index += 2;
            }
            else
            {
                isMember |= members[index] == character;
            }
        }

        return character != '/' && isMember != isNegated;
    }
}
