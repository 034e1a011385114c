using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Context.Sarif;

/// <summary>One result of a report that a review may pass on.</summary>
/// <param name="Tool">Who says so.</param>
/// <param name="Rule">With the level of this result.</param>
/// <param name="Message">What it says.</param>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Region">Where in the file, in the report's own words.</param>
/// <param name="CountsCodePoints">Whether columns are code points, not UTF-16 units.</param>
internal sealed record SarifResult(string Tool, ReviewRule Rule, string Message, string Path, SarifLog.Region Region, bool CountsCodePoints)
{
    /// <summary>SHA-256 of the file that the tool read, in hexadecimal; null where it does not say.</summary>
    public string? Sha256 { get; init; }

    /// <summary>When the tool began, or, where it does not say, when the report was written; null where nobody knows.</summary>
    public DateTimeOffset? Since { get; init; }
}
