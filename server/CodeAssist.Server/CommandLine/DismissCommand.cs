using CodeAssist.Core.Review.Memory;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Memory;
using CodeAssist.Server.Settings;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist review dismiss ID</c>: a finding that nobody wants to see again, with the reason.</summary>
internal sealed class DismissCommand(IAnsiConsole output, IAnsiConsole errors)
{
    /// <param name="id">The finding's id, or enough of its beginning.</param>
    /// <param name="scope">How far the dismissal reaches.</param>
    /// <param name="place">Where it is kept; null for what the settings say.</param>
    /// <param name="reason">In the user's words.</param>
    /// <param name="folder">Absolute path of a folder of the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A <see cref="ReviewExit"/>.</returns>
    public async Task<int> RunAsync(string id, DismissalScope scope, DismissalPlace? place, string reason, string folder, CancellationToken cancellationToken)
    {
        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ReviewExit.Failed;
        }

        if (directories.Create() is [var unusable, ..])
        {
            errors.MarkupLineInterpolated($"[red]{unusable.Message}[/] {unusable.NextStep}");
            return ReviewExit.Failed;
        }

        var root = WorkspaceFolder.RepositoryAround(folder) ?? folder;
        var memory = new ReviewMemory(root, directories.Data, directories.State);
        var known = memory.Findings().Where(finding => finding.Id.StartsWith(id, StringComparison.Ordinal)).DistinctBy(finding => finding.Id, StringComparer.Ordinal).ToList();
        if (known is not [var found])
        {
            errors.MarkupLineInterpolated(
                $"[red]{(known.Count == 0 ? $"No review of {root} has found {id}." : $"{known.Count} findings begin with {id}.")}[/] {(known.Count == 0 ? "Run `codeassist review` there first." : "Give more of it.")}");
            return ReviewExit.Usage;
        }

        var where = place ?? UserSettingsFile.Read(UserSettingsFile.In(directories.Config)).Settings.ReviewDismissals;
        var dismissal = new Dismissal(found.Id, found.Rule, found.Path, scope, reason, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date));
        if (await memory.Dismissals.AddAsync(dismissal, where, cancellationToken) is { } problem)
        {
            errors.MarkupLineInterpolated($"[red]{problem}[/] Mend or remove the file, then dismiss again.");
            return ReviewExit.Failed;
        }

        output.MarkupLineInterpolated($"Dismissed {Reach(scope, found)}, kept {(where is DismissalPlace.Repository ? $"in {Dismissals.RepositoryFile}" : "in your own data")}.");
        return ReviewExit.Clean;
    }

    private static string Reach(DismissalScope scope, EarlierFinding found) => scope switch
    {
        DismissalScope.Finding => $"'{found.Message}' in {found.Path} while its code stays as it is",
        DismissalScope.File => $"whatever {found.Rule} finds in {found.Path}",
        DismissalScope.Rule => $"whatever {found.Rule} finds",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
