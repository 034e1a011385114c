namespace CodeAssist.Context.Files;

/// <summary>What is in a folder.</summary>
/// <param name="Entries">Files and folders by name.</param>
/// <param name="Skipped">How many links, devices and names that no path may have were left out.</param>
/// <param name="IsWhole">False where there is more than anybody wants listed.</param>
public sealed record GuardedListing(IReadOnlyList<GuardedEntry> Entries, int Skipped, bool IsWhole);
