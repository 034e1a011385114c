using System.Text;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Changes;

/// <summary>Finds what a request compares with what, in the words of the repository.</summary>
internal sealed class Revisions(RepositoryView repository)
{
    private const string NothingCommitted = "Nothing has been committed yet: every file is new.";

    private readonly GitTalk _git = repository.Git;

    /// <returns>Null and null where Git failed, which the repository's talk knows.</returns>
    public Task<(Comparison? Comparison, ChangeReading.Failed? Failure)> FindAsync(ChangeRequest request, CancellationToken cancellationToken) => request switch
    {
        ChangeRequest.WorkingTree or ChangeRequest.Staged when !repository.HasWorkingTree => Task.FromResult<(Comparison?, ChangeReading.Failed?)>(
            (null, Usage("The repository has no working tree here", "Review a commit or a branch, or open a clone"))),
        ChangeRequest.WorkingTree => SinceHeadAsync("uncommitted changes", NewSide.Disk, cancellationToken),
        ChangeRequest.Staged => SinceHeadAsync("staged changes", NewSide.Index, cancellationToken),
        ChangeRequest.Commit(_, var revision) => OfCommitAsync(revision, cancellationToken),
        ChangeRequest.Branch(_, var branch) => OfBranchAsync(branch, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, "Files are not compared."),
    };

    private async Task<(Comparison?, ChangeReading.Failed?)> SinceHeadAsync(string subject, NewSide side, CancellationToken cancellationToken)
    {
        var head = await TryFindAsync("HEAD", cancellationToken);
        return (head ?? await EmptyTreeAsync(cancellationToken)) is { } old
            ? (new Comparison(subject, old, side, New: null, head is null ? [NothingCommitted] : []), null)
            : (null, null);
    }

    private async Task<(Comparison?, ChangeReading.Failed?)> OfCommitAsync(string revision, CancellationToken cancellationToken)
    {
        if (await TryFindAsync(revision, cancellationToken) is not { } commit)
        {
            return (null, await UnknownAsync(revision, cancellationToken));
        }

        if (await _git.AskAsync(["cat-file", "commit", commit], cancellationToken) is not { } content)
        {
            return (null, null);
        }

        var parent = Header(content.Span, "parent ");
        if (parent is null)
        {
            return await EmptyTreeAsync(cancellationToken) is { } nothing ? (Of(commit, nothing), null) : (null, null);
        }

        // As the commit itself tells it: asked for parents, a shallow clone says that there are none.
        return await _git.TryAskAsync(["cat-file", "-t", parent], cancellationToken) is null && _git.Failure is null
            ? (null, Usage(
                $"The clone {(repository.IsShallow ? "is shallow and ends" : "lacks what lies")} before commit {Short(commit)}, so what it changed cannot be told",
                repository.IsShallow ? "Run 'git fetch --deepen=1' and review again" : "Run 'git fetch' and review again"))
            : (Of(commit, parent), null);
    }

    private async Task<(Comparison?, ChangeReading.Failed?)> OfBranchAsync(string branch, CancellationToken cancellationToken)
    {
        if (await TryFindAsync("HEAD", cancellationToken) is not { } head)
        {
            return (null, _git.Failure is null ? Usage("Nothing has been committed yet", "Review the uncommitted changes") : null);
        }

        if (await TryFindAsync(branch, cancellationToken) is not { } other)
        {
            return (null, await UnknownAsync(branch, cancellationToken));
        }

        if (await _git.TryAskAsync(["merge-base", head, other], cancellationToken) is { Length: > 0 } common)
        {
            IReadOnlyList<string> notices = repository.IsShallow
                ? ["The clone is shallow: if the branches parted before its history begins, changes of others are among these."]
                : [];
            return (new Comparison($"{branch}...HEAD", common, NewSide.Commit, head, notices), null);
        }

        return (null, _git.Failure is not null ? null : repository.IsShallow
            ? Usage($"The clone is shallow and does not reach back to where HEAD and '{branch}' parted", "Run 'git fetch --unshallow', or fetch deeper, and review again")
            : Usage($"HEAD and '{branch}' have no commit in common", "Name the branch that this one came from"));
    }

    /// <summary>The id of a commit by any name, checked to be one. A name is never taken for an option.</summary>
    private async Task<string?> TryFindAsync(string revision, CancellationToken cancellationToken)
    {
        if (revision.Length == 0 || revision.AsSpan().ContainsAny('\0', '\n'))
        {
            return null;
        }

        // In two steps, for ":/words" would take what is put behind it as words to look for.
        var id = await _git.TryAskAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision], cancellationToken);
        return id is null ? null : await _git.TryAskAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", id + "^{commit}"], cancellationToken);
    }

    // Nothing is written: Git knows the tree without files by heart, under another id in repositories of another kind.
    private async Task<string?> EmptyTreeAsync(CancellationToken cancellationToken) =>
        await _git.AskAsync(["hash-object", "-t", "tree", "--stdin"], cancellationToken) is { } id ? Encoding.ASCII.GetString(id.Span).TrimEnd() : null;

    private async Task<ChangeReading.Failed?> UnknownAsync(string revision, CancellationToken cancellationToken)
    {
        var isThere = revision is not "" && !revision.StartsWith('-') && await TryFindAsync("origin/" + revision, cancellationToken) is not null;
        return _git.Failure is not null ? null : Usage(
            $"There is no commit '{revision}' in this repository",
            isThere ? $"Name it 'origin/{revision}'" : "Check the name, or fetch it");
    }

    private static Comparison Of(string commit, string old) => new($"commit {Short(commit)}", old, NewSide.Commit, commit, []);

    private static string Short(string id) => id[..Math.Min(10, id.Length)];

    private static string? Header(ReadOnlySpan<byte> commit, string name)
    {
        foreach (var line in Encoding.Latin1.GetString(commit).EnumerateLines())
        {
            if (line.IsEmpty)
            {
                break;
            }

            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return line[name.Length..].ToString();
            }
        }

        return null;
    }

    private static ChangeReading.Failed Usage(string message, string nextStep) => new(IsUsage: true, message + ".", nextStep + ".");
}
