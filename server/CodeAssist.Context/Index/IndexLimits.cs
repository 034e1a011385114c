namespace CodeAssist.Context.Index;

/// <summary>How much is indexed at most; a larger workspace is indexed in part, what is near its top first.</summary>
/// <param name="Files">Files. Each takes some hundred bytes of memory, whatever is in it.</param>
/// <param name="Bytes">Bytes of source text. An index takes two to three bytes for each.</param>
public sealed record IndexLimits(int Files, long Bytes)
{
    public static IndexLimits Default { get; } = new(1_000_000, 512L * 1024 * 1024);
}
