using System.Text;
using CodeAssist.Core.Review.Changes.Git;

namespace CodeAssist.Context.Changes;

/// <summary>The branches that a change may be meant for.</summary>
public static class Branches
{
    /// <summary>More are found sooner by typing.</summary>
    private const string Most = "--count=100";

    private static readonly string[] _usual = ["main", "master", "develop", "trunk"];

    /// <param name="git">Reads them.</param>
    /// <param name="folder">Absolute path of a folder of the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Without the branch one is on: those that changes are usually meant for, then the newest. None where there is no repository.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(IGit git, string folder, CancellationToken cancellationToken)
    {
        if (await git.OpenAsync(folder, cancellationToken) is not GitOpening.Opened(var opened))
        {
            return [];
        }

        // A remote's HEAD is a symbolic name for one of the others.
        const string Format = "--format=%(if)%(symref)%(then)%(else)%(HEAD)%(refname:short)%(end)";
        var answer = await new GitTalk(opened).AskAsync(["for-each-ref", "--sort=-committerdate", Most, Format, "refs/heads", "refs/remotes"], cancellationToken);
        return answer is null ? [] : Sorted(Encoding.UTF8.GetString(answer.Value.Span));
    }

    private static List<string> Sorted(string listing)
    {
        var names = listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is not '*').Select(line => line.Trim()).Where(name => name.Length > 0);
        return [.. names.OrderBy(name => Array.IndexOf(_usual, name) is var rank and >= 0 ? rank : _usual.Length)];
    }
}
