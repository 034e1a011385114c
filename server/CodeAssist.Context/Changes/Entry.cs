using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Changes;

/// <summary>One changed file as Git lists it.</summary>
internal sealed record Entry
{
    /// <summary>Relative to the root, with forward slashes.</summary>
    public required string Path { get; init; }

    public string? OldPath { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>What it was; <see cref="EntryType.None"/> for what is new.</summary>
    public EntryType OldType { get; init; }

    /// <summary>What it is; <see cref="EntryType.None"/> for what is gone.</summary>
    public EntryType NewType { get; init; }

    /// <summary>Id of the old content; null where there was none.</summary>
    public string? OldId { get; init; }

    /// <summary>Id of the new content; null where it is read from the disk.</summary>
    public string? NewId { get; init; }

    /// <summary>Whether its permissions, or its type, are others.</summary>
    public bool HasNewMode { get; init; }

    /// <summary>Whether a merge stopped at it.</summary>
    public bool IsConflicted { get; init; }

    /// <summary>Whether the name was not UTF-8: the file cannot be found under <see cref="Path"/>.</summary>
    public bool IsNameBroken { get; init; }
}
