namespace CodeAssist.Core.Review.Rules;

/// <summary>A repository's own words on what its code should be like, as they were before the change.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Text">At most <see cref="MostCharacters"/>.</param>
public sealed record RuleFile(string Path, string Text)
{
    /// <summary>Longest text of one file; what goes beyond it is left out, and the review says so.</summary>
    public const int MostCharacters = 8_000;

    /// <summary>Whether it is about a file, by that file's path.</summary>
    public required Func<string, bool> Covers { get; init; }

    /// <summary>Of files of one such name, only the one nearest to a file counts for it; null where all count that cover it.</summary>
    public string? Nearest { get; init; }

    /// <summary>Whether something was left out.</summary>
    public bool IsCut { get; init; }
}
