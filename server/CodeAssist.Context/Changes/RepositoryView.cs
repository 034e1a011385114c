using System.Text;
using CodeAssist.Core.Review.Changes.Git;

namespace CodeAssist.Context.Changes;

/// <summary>A repository as a review sees it.</summary>
/// <param name="Root">Absolute path of the working tree's top; where there is none, of the repository itself.</param>
/// <param name="Git">Answers at <paramref name="Root"/>.</param>
/// <param name="HasWorkingTree">False for a bare repository.</param>
/// <param name="IsShallow">Whether the history is cut short.</param>
internal sealed record RepositoryView(string Root, GitTalk Git, bool HasWorkingTree, bool IsShallow)
{
    private static readonly GitFailure _ledAway = new(
        GitFailureKind.NoWorkingTree,
        "The repository's configuration puts its working tree where the repository is not ('core.worktree').",
        "Review a commit or a branch, or take that setting out.");

    /// <returns>The view, or why there is none.</returns>
    public static async Task<(RepositoryView? View, GitFailure? Failure)> OpenAsync(IGit git, string folder, CancellationToken cancellationToken)
    {
        var opening = await git.OpenAsync(folder, cancellationToken);
        if (opening is not GitOpening.Opened(var opened))
        {
            return (null, ((GitOpening.Failed)opening).Failure);
        }

        return await opened.AskAsync(
            ["rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--show-cdup", "--show-toplevel"], default, cancellationToken) switch
        {
            GitAnswer.Done(var output) => await InWorkingTreeAsync(git, folder, opened, Encoding.UTF8.GetString(output.Span), cancellationToken),
            GitAnswer.Failed({ Kind: GitFailureKind.NoWorkingTree }) => await WithoutWorkingTreeAsync(opened, cancellationToken),
            GitAnswer.Failed(var failure) => (null, failure),
            _ => throw new InvalidOperationException("An answer is either."),
        };
    }

    private static async Task<(RepositoryView? View, GitFailure? Failure)> InWorkingTreeAsync(
        IGit git, string folder, IGitFolder opened, string answer, CancellationToken cancellationToken)
    {
        // The last one is a path, in which anything may stand.
        if (answer.TrimEnd('\n').Split('\n', 4) is not [var isShallow, "true", var up, var top])
        {
            return (null, _ledAway);
        }

        var root = await RootAsync(git, folder, up, Path.GetFullPath(top), cancellationToken);
        if (!Path.Exists(Path.Combine(root, ".git")))
        {
            return (null, _ledAway);
        }

        if (up.Length > 0)
        {
            var opening = await git.OpenAsync(root, cancellationToken);
            if (opening is not GitOpening.Opened(var atRoot))
            {
                return (null, ((GitOpening.Failed)opening).Failure);
            }

            opened = atRoot;
        }

        return (new RepositoryView(root, new GitTalk(opened), HasWorkingTree: true, isShallow is "true"), null);
    }

    // Git follows links; the caller's own spelling is kept where it means the same place, for that is how its editor names the files.
    private static async Task<string> RootAsync(IGit git, string folder, string up, string top, CancellationToken cancellationToken)
    {
        var spelled = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, up)));
        if (string.Equals(spelled, top, StringComparison.Ordinal) || !Path.Exists(Path.Combine(spelled, ".git")))
        {
            return top;
        }

        return await git.OpenAsync(spelled, cancellationToken) is GitOpening.Opened(var there)
            && await there.AskAsync(["rev-parse", "--show-toplevel"], default, cancellationToken) is GitAnswer.Done(var output)
            && string.Equals(Path.GetFullPath(Encoding.UTF8.GetString(output.Span).TrimEnd('\n')), top, StringComparison.Ordinal)
                ? spelled
                : top;
    }

    private static async Task<(RepositoryView? View, GitFailure? Failure)> WithoutWorkingTreeAsync(IGitFolder opened, CancellationToken cancellationToken)
    {
        var git = new GitTalk(opened);
        var answer = await git.AskAsync(["rev-parse", "--is-shallow-repository", "--absolute-git-dir"], cancellationToken);
        return answer is { } output && Encoding.UTF8.GetString(output.Span).TrimEnd('\n').Split('\n', 2) is [var isShallow, var directory]
            ? (new RepositoryView(Path.GetFullPath(directory), git, HasWorkingTree: false, isShallow is "true"), null)
            : (null, git.Failure);
    }
}
