namespace CodeAssist.Benchmarks.Quality;

/// <summary>What comes of a hole where names are taken as the model says them.</summary>
/// <param name="IsExact">Whether the first suggestion that was asked for is what was taken out.</param>
/// <param name="IsShown">Whether something would have been shown unasked.</param>
/// <param name="IsShownExact">Whether that is what was taken out.</param>
/// <param name="IsOther">Whether names put right make the first suggestion that was asked for another.</param>
internal sealed record FreeNames(bool IsExact, bool IsShown, bool IsShownExact, bool IsOther);
