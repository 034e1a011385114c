using System.Text.RegularExpressions;

namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>Regular expressions as gitleaks writes them, for the engine whose time grows with the text alone.</summary>
internal static class SecretPattern
{
    /// <summary>
    /// A text is matched with one character for everything beyond ASCII: in Go, for which the rules are written, <c>\w</c>, <c>\b</c> and
    /// <c>\s</c> know nothing else, while they know all of Unicode here.
    /// </summary>
    public const char BeyondAscii = '¦';

    /// <summary>The same, but the end of a line is an end too: what the rules are written for is often a single line.</summary>
    public static Regex CompileForLines(string pattern) => Compile("(?m)" + pattern);

    // Named groups are written with a P in Go.
    public static Regex Compile(string pattern) =>
        new(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
