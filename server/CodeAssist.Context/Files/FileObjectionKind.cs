namespace CodeAssist.Context.Files;

public enum FileObjectionKind
{
    /// <summary>There is nothing under that name.</summary>
    Missing,

    /// <summary>There is something already.</summary>
    Exists,

    /// <summary>It is not what it was when it was read.</summary>
    Changed,

    /// <summary>A link, another disk, or a way out of the root is on its path.</summary>
    LeadsOutside,

    /// <summary>A folder, a pipe, a socket, a device.</summary>
    NotAFile,

    TooLarge,

    /// <summary>The system does not allow it, or the disk cannot.</summary>
    Failed,
}
