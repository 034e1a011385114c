namespace CodeAssist.Context.Files;

/// <summary>A file as it was at one moment.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Links">How many names it has on its disk; more than one means that somebody else may have one.</param>
/// <param name="Mode">Who may use it; none on Windows.</param>
public sealed record GuardedFile(ReadOnlyMemory<byte> Bytes, int Links, UnixFileMode Mode);
