namespace CodeAssist.Benchmarks.Quality;

/// <summary>What came of one hole.</summary>
/// <param name="Hole">The hole.</param>
/// <param name="IsExact">Whether the first suggestion that was asked for is what was taken out.</param>
/// <param name="IsExactWithContext">The same with lines of other files in the prompt, whatever the model.</param>
/// <param name="Similarity">1 less the edit distance over the longer length, 0 to 1, of the first suggestion.</param>
/// <param name="IsShown">Whether something would have been shown unasked.</param>
/// <param name="IsShownExact">Whether that is what was taken out.</param>
/// <param name="ShownParses">Whether the file with it has no more syntax errors than the whole file had; null where nothing was shown.</param>
internal sealed record QualityAnswer(
    Hole Hole, bool IsExact, bool IsExactWithContext, double Similarity, bool IsShown, bool IsShownExact, bool? ShownParses)
{
    /// <summary>The same where names are taken as the model says them.</summary>
    public required FreeNames Free { get; init; }

    /// <summary>Whether a name in what was taken out was held not to exist: an error of ours.</summary>
    public bool IsWantedForbidden { get; init; }
}
