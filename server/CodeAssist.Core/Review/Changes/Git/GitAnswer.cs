namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>What Git says to one command.</summary>
public abstract record GitAnswer
{
    private GitAnswer()
    {
    }

    /// <param name="Output">All that it wrote; names of files are bytes to Git.</param>
    public sealed record Done(ReadOnlyMemory<byte> Output) : GitAnswer;

    public sealed record Failed(GitFailure Failure) : GitAnswer;
}
