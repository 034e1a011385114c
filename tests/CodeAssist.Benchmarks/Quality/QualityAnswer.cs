namespace CodeAssist.Benchmarks.Quality;

/// <summary>What came of one hole. "First" is the first suggestion of those who ask, "shown" what is shown unasked; null where there is none.</summary>
/// <param name="Hole">The hole.</param>
/// <param name="First">As it ships.</param>
/// <param name="Shown">As it ships.</param>
/// <param name="Similarity">1 less the edit distance over the longer length, 0 to 1, of the first suggestion.</param>
internal sealed record QualityAnswer(Hole Hole, Fill? First, Fill? Shown, double Similarity)
{
    /// <summary>Whether the first suggestion is exact with lines and signatures of other files in the prompt, whatever the model.</summary>
    public required bool IsExactWithContext { get; init; }

    /// <summary>The same with signatures alone.</summary>
    public required bool IsExactWithSignatures { get; init; }

    /// <summary>Whether the first suggestion is exact where the model goes on behind the caret as it stands.</summary>
    public required bool IsExactUnhealed { get; init; }

    /// <summary>With the caret inside the first word; null where that is too short.</summary>
    public required HealedWord? InWord { get; init; }

    /// <summary>What would be shown where nobody looks at its syntax.</summary>
    public required Fill? Ungated { get; init; }

    /// <summary>The same where names are taken as the model says them.</summary>
    public required FreeNames Free { get; init; }

    /// <summary>Whether a name in what was taken out was held not to exist: an error of ours.</summary>
    public required bool IsWantedForbidden { get; init; }

    /// <summary>Whether the compiler knows every name in what was taken out; null in other languages.</summary>
    public required bool? Binds { get; init; }

    public bool IsExact => First is { IsExact: true };
}
