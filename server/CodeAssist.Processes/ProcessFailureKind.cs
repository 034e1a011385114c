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

    /// <summary>An executable of ours is not where it should be, or cannot be run.</summary>
    ProgramMissing,

    /// <summary>A program was started and ended, or said something else, before it was ready.</summary>
    ProgramFailed,

    /// <summary>A program or a call took longer than its limit.</summary>
    TimedOut,

    /// <summary>The broker has ended; nothing can be started any more.</summary>
    BrokerGone,
}
