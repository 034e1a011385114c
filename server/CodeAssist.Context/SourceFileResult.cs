namespace CodeAssist.Context;

/// <summary>What came of reading a file.</summary>
public abstract record SourceFileResult
{
    private SourceFileResult()
    {
    }

    public sealed record Read(SourceFile File) : SourceFileResult;

    public sealed record Failed(SourceFileFailure Failure) : SourceFileResult;
}
