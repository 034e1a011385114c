namespace CodeAssist.Context.Index;

/// <summary>How far a workspace has been read.</summary>
/// <param name="Files">Files that are indexed.</param>
/// <param name="SourceBytes">Bytes of their text on the disk.</param>
/// <param name="IndexBytes">Bytes of memory that the index takes.</param>
/// <param name="IsLimited">Whether there are more files than <see cref="IndexLimits"/> allow.</param>
public sealed record IndexProgress(int Files, long SourceBytes, long IndexBytes, bool IsLimited);
