namespace CodeAssist.Context;

public enum SourceFileFailureKind
{
    /// <summary>The path does not say where the file is on its own.</summary>
    NotAbsolute,

    Missing,

    Directory,

    /// <summary>A pipe, a device, a socket: something that can keep its reader waiting or never ends.</summary>
    NotAFile,

    /// <summary>It is there and may not be read.</summary>
    Unreadable,

    TooLarge,

    /// <summary>It holds bytes that are not text.</summary>
    Binary,

    /// <summary>It is text of an encoding that is not read here.</summary>
    UnknownEncoding,
}
