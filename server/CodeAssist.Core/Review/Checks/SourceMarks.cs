using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Checks;

/// <summary>What begins and ends comments and strings in a language.</summary>
/// <param name="HasSlashes">Comments of two slashes, and those between a slash and a star.</param>
/// <param name="HasHashes">Comments behind <c>#</c>.</param>
/// <param name="HasDashes">Comments behind two dashes.</param>
/// <param name="HasTemplates">Strings between backticks, with expressions in them.</param>
/// <param name="HasPatterns">Regular expressions between slashes.</param>
/// <param name="HasSingleQuotes">Whole strings between single quotes.</param>
internal sealed record SourceMarks(bool HasSlashes, bool HasHashes, bool HasDashes, bool HasTemplates, bool HasPatterns, bool HasSingleQuotes)
{
    /// <summary>Without a limit, a line of nothing but slashes and brackets would be read anew from each of them.</summary>
    private const int LongestPattern = 1000;

    public static SourceMarks Of(string languageId)
    {
        var hashes = Languages.HashBeginsComment(languageId);
        var dashes = languageId is "sql" or "lua" or "haskell";
        var templates = CheckLanguages.JavaScript.Contains(languageId, StringComparer.Ordinal);
        return new SourceMarks(
            HasSlashes: !hashes && !dashes,
            HasHashes: hashes || languageId is "php",
            dashes,
            templates,
            HasPatterns: templates || languageId is "ruby",
            Languages.SingleQuotesAreStrings(languageId));
    }

    /// <returns>0 where no comment begins.</returns>
    public int CommentLength(ReadOnlySpan<char> rest, bool isAfterSpace) => rest switch
    {
        ['/', '*', ..] when HasSlashes => Through(rest, "*/", 2),
        ['/', '/', ..] when HasSlashes => ToLineEnd(rest),
        ['-', '-', ..] when HasDashes => ToLineEnd(rest),

        // In a shell, "$#" and "${#list}" are none.
        ['#', ..] when HasHashes && (isAfterSpace || !HasSingleQuotes || !IsWord(rest)) => ToLineEnd(rest),
        _ => 0,
    };

    /// <param name="rest">The text from here on.</param>
    /// <param name="before">The last character of code before it.</param>
    /// <returns>0 where no string begins.</returns>
    public int StringLength(ReadOnlySpan<char> rest, char before) => rest switch
    {
        ['"', '"', '"', ..] => Through(rest, "\"\"\"", 3),
        ['\'', '\'', '\'', ..] when HasSingleQuotes => Through(rest, "'''", 3),
        ['`', ..] => Quoted(rest, '`', spansLines: true),
        ['"', ..] => Quoted(rest, '"', spansLines: false),
        ['\'', ..] when HasSingleQuotes || rest is ['\'', '\\', ..] or ['\'', _, '\'', ..] => Quoted(rest, '\'', spansLines: false),

        // A slash behind a value divides.
        ['/', ..] when HasPatterns && before is '(' or ',' or '=' or ':' or '[' or '!' or '&' or '|' or '?' or '{' or '}' or ';' or '\n' or '+' or '>' => Pattern(rest),
        _ => 0,
    };

    private static bool IsWord(ReadOnlySpan<char> rest) => rest.Length > 1 && (char.IsAsciiLetterOrDigit(rest[1]) || rest[1] is '_' or '}' or '?' or '$' or '{');

    private static int ToLineEnd(ReadOnlySpan<char> rest) => rest.IndexOfAny('\n', '\r') is >= 0 and var end ? end : rest.Length;

    private static int Through(ReadOnlySpan<char> rest, string end, int from) => rest[from..].IndexOf(end) is >= 0 and var at ? from + at + end.Length : rest.Length;

    private static int Quoted(ReadOnlySpan<char> rest, char quote, bool spansLines)
    {
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == quote)
            {
                return at + 1;
            }

            if (rest[at] == '\n' && !spansLines)
            {
                // A stray quote: the rest of its line is taken for a string, and no more.
                return at;
            }

            at += rest[at] == '\\' ? 1 : 0;
        }

        return rest.Length;
    }

    private static int Pattern(ReadOnlySpan<char> rest)
    {
        var isInClass = false;
        for (var at = 1; at < Math.Min(rest.Length, LongestPattern) && rest[at] != '\n'; at++)
        {
            if (rest[at] == '/' && !isInClass)
            {
                return at + 1;
            }

            isInClass = rest[at] == '[' || (isInClass && rest[at] != ']');
            at += rest[at] == '\\' ? 1 : 0;
        }

        return 0;
    }
}
