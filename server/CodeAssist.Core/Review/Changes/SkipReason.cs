namespace CodeAssist.Core.Review.Changes;

/// <summary>Why a changed file is not read.</summary>
public enum SkipReason
{
    Binary,

    /// <summary>A program wrote it: by its name, its head, or the repository's attributes.</summary>
    Generated,

    /// <summary>Longer than anybody reads.</summary>
    TooLarge,

    /// <summary>Another repository's commit, not a file.</summary>
    Submodule,

    /// <summary>A symbolic link: its text is a path.</summary>
    Link,

    /// <summary>Gone; there is nothing left to comment on.</summary>
    Deleted,

    /// <summary>No line differs: only its name, its permissions, its encoding or its line breaks changed.</summary>
    ContentUnchanged,

    /// <summary>An ignore file of CodeAssist's or of another assistant names it.</summary>
    Ignored,
}
