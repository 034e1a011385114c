namespace CodeAssist.Context.Sarif;

/// <summary>A report of another tool, as it was found.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Text">What is in it; null where it could not be read.</param>
/// <param name="Failure">One sentence on why not.</param>
public sealed record SarifReportFile(string Path, string? Text, string? Failure)
{
    /// <summary>When it was written; null where nobody knows.</summary>
    public DateTimeOffset? Written { get; init; }
}
