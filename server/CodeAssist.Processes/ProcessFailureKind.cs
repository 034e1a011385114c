namespace CodeAssist.Processes;

public enum ProcessFailureKind
{
    /// <summary>The environment does not say where the user's files live.</summary>
    NoHome,

    /// <summary>A directory of ours cannot be made or written.</summary>
    DirectoryUnusable,

    /// <summary>A directory of ours belongs to somebody else, or is a link.</summary>
    DirectoryNotPrivate,

    /// <summary>The disk or the quota is full.</summary>
    DiskFull,
}
