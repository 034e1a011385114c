using CodeAssist.Core.Policy;
using CodeAssist.Processes;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Server.Features.Policy;

/// <summary>What the user, and nobody else, can decide on code leaving the machine. Used by editors' commands and by the command line.</summary>
/// <param name="files">Where the decisions are kept.</param>
/// <param name="time">Bounds the wait for another process that decides at the same moment.</param>
internal sealed class UserDecisions(PolicyFiles files, TimeProvider time)
{
    public PolicyStatement User => UserPolicyFile.Read(files.User);

    /// <returns>Null when it is done, otherwise why not.</returns>
    public ProcessFailure? KeepLocal() => UserPolicyFile.KeepLocal(files.User);

    /// <returns>Null when it is done, otherwise why not.</returns>
    public async Task<ProcessFailure?> AllowAsync(CancellationToken cancellationToken) =>
        // The list first: a permission without one would be taken for a lost list.
        await PrivateRepositoriesFile.BeginAsync(files.Private, time, cancellationToken) ?? UserPolicyFile.Allow(files.User);

    /// <summary>Whether the user has made the repositories of all these folders private.</summary>
    public bool ArePrivate(IReadOnlyList<WorkspaceFolder> folders) =>
        folders.Count > 0
        && PrivateRepositoriesFile.Read(files.Private) is PrivateRepositories.Known known
        && folders.All(folder => PolicyReading.StandingOf(folder).Marks is RepositoryMarks.Known marks && known.Find(marks) is not null);

    /// <summary>Makes the repositories of these folders private.</summary>
    /// <returns>Null when it is done, otherwise why not.</returns>
    public Task<ProcessFailure?> MakePrivateAsync(IReadOnlyList<WorkspaceFolder> folders, CancellationToken cancellationToken) =>
        ForEachAsync(
            folders,
            (standing, marks) => PrivateRepositoriesFile.AddAsync(files.Private, standing.Name, PrivateBy.User, marks, time, cancellationToken));

    /// <summary>Takes the repositories of these folders off the list. A policy file of their own still holds.</summary>
    /// <returns>Null when it is done, otherwise why not.</returns>
    public Task<ProcessFailure?> ReleaseAsync(IReadOnlyList<WorkspaceFolder> folders, CancellationToken cancellationToken) =>
        ForEachAsync(folders, (_, marks) => PrivateRepositoriesFile.RemoveAsync(files.Private, marks, time, cancellationToken));

    private static async Task<ProcessFailure?> ForEachAsync(
        IReadOnlyList<WorkspaceFolder> folders, Func<WorkspaceStanding, RepositoryMarks.Known, Task<ProcessFailure?>> decide)
    {
        foreach (var standing in folders.Select(PolicyReading.StandingOf))
        {
            var failure = standing.Marks switch
            {
                RepositoryMarks.Known marks => await decide(standing, marks),
                RepositoryMarks.Unknown unknown => new ProcessFailure(
                    ProcessFailureKind.DirectoryUnusable,
                    $"{standing.Name} cannot be known again: it {unknown.Problem}.",
                    "Nothing of such a folder leaves this machine as it is."),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (failure is not null)
            {
                return failure;
            }
        }

        return null;
    }
}
