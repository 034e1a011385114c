namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>Kinds of <see cref="GitFailure"/>.</summary>
public enum GitFailureKind
{
    /// <summary>There is no Git on this machine, or none that can be started.</summary>
    ProgramMissing,

    /// <summary>It lacks what keeps a repository from running programs.</summary>
    ProgramTooOld,

    FolderMissing,

    /// <summary>The folder belongs to no repository.</summary>
    NoRepository,

    /// <summary>The repository belongs to another user, and Git does not read it before this user says so.</summary>
    NotTrusted,

    /// <summary>The folder belongs to a repository but to no working tree: a bare one, or a repository's own folder.</summary>
    NoWorkingTree,

    /// <summary>Git ended with an error.</summary>
    Refused,

    TimedOut,

    /// <summary>It wrote more than anybody reads.</summary>
    TooMuchOutput,
}
