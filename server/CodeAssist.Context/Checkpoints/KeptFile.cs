namespace CodeAssist.Context.Checkpoints;

/// <summary>A file of a checkpoint.</summary>
/// <param name="Content">Names its bytes in the store.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Written">When it was last written, to tell without reading that it is the same.</param>
/// <param name="Mode">Who may use it.</param>
internal sealed record KeptFile(string Content, long Length, DateTimeOffset Written, UnixFileMode Mode);
