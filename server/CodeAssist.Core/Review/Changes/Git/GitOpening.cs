namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>What came of opening a folder.</summary>
public abstract record GitOpening
{
    private GitOpening()
    {
    }

    public sealed record Opened(IGitFolder Folder) : GitOpening;

    public sealed record Failed(GitFailure Failure) : GitOpening;
}
