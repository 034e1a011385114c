using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Changes.Git;

namespace CodeAssist.Context.Changes;

/// <summary>Reads changes out of a Git repository; files and selections also where there is none.</summary>
/// <remarks>Read it top to bottom: find the repository, find what is compared, list what differs, read it.</remarks>
public sealed class GitChanges(IGit git) : IChangeSource
{
    public async Task<ChangeReading> ReadAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        var (repository, failure) = await RepositoryView.OpenAsync(git, request.Folder, cancellationToken);
        if (request is ChangeRequest.Files or ChangeRequest.Selection)
        {
            return await new FilesAsTheyStand(repository).ReadAsync(request, cancellationToken);
        }

        if (repository is null)
        {
            return Failed(failure!);
        }

        var (comparison, objection) = await new Revisions(repository).FindAsync(request, cancellationToken);
        if (comparison is null)
        {
            return objection ?? Failed(repository.Git.Failure!);
        }

        var entries = await new Listing(repository, request.Unsaved).ReadAsync(comparison, cancellationToken);
        var files = entries is null ? null : await new ChangedFiles(repository, comparison, request.Unsaved).ReadAsync(entries, cancellationToken);
        return files is null
            ? Failed(repository.Git.Failure!)
            : new ChangeReading.Read(new ChangeSet(repository.Root, comparison.Subject, files) { Notices = comparison.Notices });
    }

    private static ChangeReading.Failed Failed(GitFailure failure) => new(
        failure.Kind is GitFailureKind.FolderMissing or GitFailureKind.NoRepository or GitFailureKind.NoWorkingTree, failure.Message, failure.NextStep);
}
