namespace CodeAssist.Benchmarks.Quality;

/// <summary>What a suggestion makes of a C# file.</summary>
/// <param name="IsExact">Whether it is what was taken out.</param>
/// <param name="Parses">Whether the file has no more syntax errors than the whole file had; null in other languages.</param>
/// <param name="Objection">A compiler error that the whole file had not; null where there is none, and in other languages.</param>
internal sealed record Fill(bool IsExact, bool? Parses, string? Objection);
