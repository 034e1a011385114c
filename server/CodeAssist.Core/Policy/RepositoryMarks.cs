namespace CodeAssist.Core.Policy;

/// <summary>The facts by which a repository is known again: after it was renamed or moved, in another worktree, in another clone.</summary>
/// <remarks>
/// One fact in common is enough. That may take a stranger for a private repository, which only keeps more on the machine, and never
/// the other way round.
/// </remarks>
public abstract record RepositoryMarks
{
    private RepositoryMarks()
    {
    }

    /// <param name="Values">Opaque, compared exactly; never empty.</param>
    public sealed record Known(IReadOnlyList<string> Values) : RepositoryMarks;

    /// <summary>What the folder is cannot be told, so that it might be any.</summary>
    /// <param name="Problem">Completes the sentence "… cannot be told from private ones: it".</param>
    public sealed record Unknown(string Problem) : RepositoryMarks;
}
