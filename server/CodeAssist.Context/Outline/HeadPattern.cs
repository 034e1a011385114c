using System.Text.RegularExpressions;

namespace CodeAssist.Context.Outline;

/// <summary>How a line looks that begins a member.</summary>
/// <param name="Pattern">Of the line, without comments and without what stands in strings. Its group <c>name</c> is the member's; <c>owner</c> comes before that.</param>
internal sealed record HeadPattern(string Pattern)
{
    /// <summary>Whether members stand in it.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Only right in the body of a container: what has no keyword looks like a call anywhere else.</summary>
    public bool IsInContainer { get; init; }

    /// <summary>Only where it is outside of any braces or right in a container.</summary>
    public bool IsOutside { get; init; }

    /// <summary>Whether it is only one where braces follow.</summary>
    public bool NeedsBody { get; init; }

    // Made when the first file of the language comes: there are many, and most reviews see two languages.
    public Regex Regex => field ??= new Regex(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
