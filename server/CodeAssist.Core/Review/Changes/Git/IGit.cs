namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>The program <c>git</c>, which only reads for us and runs nothing that a repository names.</summary>
public interface IGit
{
    /// <summary>Prepares for questions about one folder, as its configuration is now: open it anew for each review.</summary>
    /// <param name="folder">Absolute path. Need not belong to a repository.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    Task<GitOpening> OpenAsync(string folder, CancellationToken cancellationToken);
}
