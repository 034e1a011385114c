namespace CodeAssist.Server.CommandLine.Models;

/// <summary>What became of a look at a file's content.</summary>
/// <param name="Name">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Expected">SHA-256 that it should have; null where nobody says.</param>
/// <param name="Sha256">SHA-256 that it has; null where it cannot be read.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record VerifiedModel(string Name, string Path, string? Expected, string? Sha256, string? Problem);
