namespace CodeAssist.Core.Policy;

/// <summary>The user's list of private repositories, as far as it can be read.</summary>
public abstract record PrivateRepositories
{
    private PrivateRepositories()
    {
    }

    public sealed record Known(IReadOnlyList<PrivateRepository> List) : PrivateRepositories
    {
        public PrivateRepository? Find(RepositoryMarks.Known marks) => List.FirstOrDefault(repository => repository.Is(marks));
    }

    /// <summary>There is no list. Before the first permission that is how things are; after it, the list was lost.</summary>
    public sealed record Missing : PrivateRepositories;

    /// <param name="Problem">Completes the sentence "… cannot be used: it".</param>
    public sealed record Unusable(string Problem) : PrivateRepositories;
}
