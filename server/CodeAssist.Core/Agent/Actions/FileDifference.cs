using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Agent.Actions;

/// <summary>A file that is not what it was.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="Diff">A unified diff with three lines of context; a sentence where it is no text.</param>
public sealed record FileDifference(string Path, ChangeKind Kind, string Diff)
{
    /// <summary>What it was called; null where it was called the same.</summary>
    public string? OldPath { get; init; }

    /// <summary>Where a file of the same name differs that was and is a text; empty for any other.</summary>
    public IReadOnlyList<DifferingPlace> Places { get; init; } = [];

    public int AddedLines { get; init; }

    public int RemovedLines { get; init; }
}
