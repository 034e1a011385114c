using System.Text.RegularExpressions;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>How a fault looks in some languages.</summary>
/// <param name="Languages">LSP ids.</param>
/// <param name="Sees">Which text is searched.</param>
/// <param name="Pattern">For the engine whose time grows with the text alone; a group <c>at</c> narrows the place. Line ends are matched by <c>$</c>.</param>
/// <param name="Message">Of the text that was found.</param>
internal sealed record SourcePattern(IReadOnlyList<string> Languages, SeenText Sees, string Pattern, Func<string, string> Message)
{
    /// <summary>Longest matches worth looking at: a string that is not closed would else reach to the end of the file.</summary>
    private const int LongestMatch = 2000;

    public Func<CheckedFile, bool> Where { get; init; } = _ => true;

    /// <summary>What the pattern cannot say.</summary>
    public Func<Match, bool> If { get; init; } = _ => true;

    /// <summary>Of the whole text and the match.</summary>
    public Func<string, Match, CheckFix?>? Fix { get; init; }

    public Regex Regex { get; } = new(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline);

    public bool Concerns(CheckedFile file) => Languages.Contains(file.Language, StringComparer.Ordinal) && Where(file);

    public bool Accepts(Match match) => match.Length <= LongestMatch && If(match);
}
