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
            return await WithRulesAsync(await new FilesAsTheyStand(repository).ReadAsync(request, cancellationToken), repository, "HEAD", cancellationToken);
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
            : await WithRulesAsync(
                new ChangeReading.Read(new ChangeSet(repository.Root, comparison.Subject, files)
                {
                    Notices = comparison.Notices,
                    IsRestOnDisk = repository.HasWorkingTree && (comparison.Side is not NewSide.Commit || await IsCheckedOutAsync(repository, comparison.New, cancellationToken)),
                }),
                repository,
                comparison.Old,
                cancellationToken);
    }

    private static async Task<bool> IsCheckedOutAsync(RepositoryView repository, string? commit, CancellationToken cancellationToken) =>
        string.Equals(await HeadAsync(repository, cancellationToken), commit, StringComparison.Ordinal);

    private static Task<string?> HeadAsync(RepositoryView repository, CancellationToken cancellationToken) =>
        repository.Git.TryAskAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], cancellationToken);

    // What cannot be read of them costs the rules, not the review.
    private static async Task<ChangeReading> WithRulesAsync(ChangeReading reading, RepositoryView? repository, string before, CancellationToken cancellationToken)
    {
        if (repository is null || reading is not ChangeReading.Read { Change: var change })
        {
            return reading;
        }

        var tree = before is "HEAD" ? await HeadAsync(repository, cancellationToken) : before;
        var rules = tree is null ? [] : await new RepositoryRules(repository.Git).ReadAsync(tree, [.. change.Files.Select(file => file.Path)], cancellationToken);
        return new ChangeReading.Read(rules is null
            ? change with { Notices = [.. change.Notices, "The repository's rules for reviews could not be read."] }
            : change with { Rules = rules, Notices = [.. change.Notices, .. RepositoryRules.Notices(rules)] });
    }

    private static ChangeReading.Failed Failed(GitFailure failure) => new(
        failure.Kind is GitFailureKind.FolderMissing or GitFailureKind.NoRepository or GitFailureKind.NoWorkingTree, failure.Message, failure.NextStep);
}
