using CodeAssist.Core.Policy;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Processes.Policy;

/// <summary>Collects what user, editor and repositories say, and resolves it. Server and broker each do so for themselves.</summary>
public static class PolicyReading
{
    /// <summary>Remembers what was not known yet, then resolves.</summary>
    /// <param name="files">The user's own.</param>
    /// <param name="folders">Every folder that is open.</param>
    /// <param name="egress">Whether there is a program that could send anything.</param>
    /// <param name="time">Bounds the wait for another process that changes the same list.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<NetworkPolicy> ResolveAsync(
        PolicyFiles files, IReadOnlyList<WorkspaceFolder> folders, EgressProgram egress, TimeProvider time, CancellationToken cancellationToken)
    {
        await RememberAsync(files, folders, time, cancellationToken);
        return Resolve(files, folders, egress);
    }

    /// <summary>Resolves what is written now. Changes nothing.</summary>
    public static NetworkPolicy Resolve(PolicyFiles files, IReadOnlyList<WorkspaceFolder> folders, EgressProgram egress) =>
        PolicyResolver.Resolve(new PolicyInputs(
            UserPolicyFile.Read(files.User), PrivateRepositoriesFile.Read(files.Private), [.. folders.Select(StandingOf)], egress));

    /// <summary>Whether models may be fetched, by what is written now.</summary>
    public static NetworkPolicy ResolveForModels(PolicyFiles files, EgressProgram egress) => PolicyResolver.ResolveForModels(UserPolicyFile.Read(files.User), egress);

    /// <summary>Puts a repository's demand on the list of private repositories, and what is new about one that is on it.</summary>
    public static async Task RememberAsync(PolicyFiles files, IReadOnlyList<WorkspaceFolder> folders, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var standing in folders.Select(StandingOf))
        {
            if (standing.Marks is RepositoryMarks.Known marks && HasNews(files, standing, marks))
            {
                // A demand is remembered, so that a deleted file or a second checkout takes nothing back. Where that fails the
                // demand itself still holds, and the next look tries again.
                _ = await PrivateRepositoriesFile.AddAsync(files.Private, standing.Name, PrivateBy.RepositoryFile, marks, time, cancellationToken);
            }
        }
    }

    /// <summary>What is known of a folder, read anew.</summary>
    public static WorkspaceStanding StandingOf(WorkspaceFolder folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path));
        if (!Path.IsPathFullyQualified(folder.Path))
        {
            return new WorkspaceStanding(name, folder.Trust, new PolicyStatement.Silent(), new RepositoryMarks.Unknown("lies on no disk of this machine"));
        }

        try
        {
            var place = RepositoryPlace.Of(folder.Path);
            return new WorkspaceStanding(name, folder.Trust, Strictest(folder.Path, place.Root), RepositoryMarksReader.Read(place));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new WorkspaceStanding(name, folder.Trust, RepositoryPolicyFile.Read(folder.Path), new RepositoryMarks.Unknown("cannot be read"));
        }
    }

    // Either a demand that the list does not know, or a private repository at a new place or with a new remote.
    private static bool HasNews(PolicyFiles files, WorkspaceStanding standing, RepositoryMarks.Known marks)
    {
        var entry = (PrivateRepositoriesFile.Read(files.Private) as PrivateRepositories.Known)?.Find(marks);
        return entry is null
            ? standing.Repository is PolicyStatement.LocalOnly
            : marks.Values.Except(entry.Marks, StringComparer.Ordinal).Any();
    }

    // Whoever opens a folder further down has opened the repository's code all the same.
    private static PolicyStatement Strictest(string folder, string root)
    {
        PolicyStatement strictest = new PolicyStatement.Silent();
        var top = Path.TrimEndingDirectorySeparator(root);
        for (var directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)); ; directory = Path.GetDirectoryName(directory)!)
        {
            switch (RepositoryPolicyFile.Read(directory))
            {
                case PolicyStatement.LocalOnly demand:
                    return demand;
                case PolicyStatement.Unusable unusable:
                    strictest = unusable;
                    break;
            }

            if (string.Equals(directory, top, StringComparison.Ordinal))
            {
                return strictest;
            }
        }
    }
}
