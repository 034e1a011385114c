namespace CodeAssist.Core.Review.Outcome;

/// <summary>What became of one changed file. Every changed file has one.</summary>
/// <param name="Path">Relative to the change's root.</param>
/// <param name="State">How much of it was looked at.</param>
/// <param name="Reasons">One sentence each on what was not looked at; empty for a reviewed file.</param>
public sealed record FileCoverage(string Path, CoverageState State, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether nothing is left to look at.</summary>
    public bool IsDone => State is CoverageState.Reviewed or CoverageState.Skipped;
}
