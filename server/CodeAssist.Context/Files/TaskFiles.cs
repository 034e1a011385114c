using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>The files beneath the root of a task that no ignore file excludes.</summary>
/// <param name="root">Absolute path of the root.</param>
/// <param name="files">The way to them.</param>
public sealed class TaskFiles(string root, GuardedFolder files)
{
    /// <summary>Folders near the top first, files before folders.</summary>
    /// <param name="below">Where to begin.</param>
    /// <param name="most">Most files.</param>
    /// <param name="cancellationToken">Ends the walk at the next folder.</param>
    /// <returns>The files; whether that is all; and how many links and odd names were passed over.</returns>
    public async Task<(IReadOnlyList<GuardedEntry> Files, bool IsWhole, int Skipped)> WalkAsync(TaskPath below, int most, CancellationToken cancellationToken)
    {
        List<GuardedEntry> found = [];
        var (isWhole, skipped) = (true, 0);
        var first = await AllowedFolder.TopAsync(root, cancellationToken);
        foreach (var name in below.Names)
        {
            first = await RulesAsync(first, cancellationToken);
            if (!first.Allows(name, isFolder: true))
            {
                return ([], true, 0);
            }

            first = first.Below(name);
        }

        var waiting = new Queue<(TaskPath Path, AllowedFolder Rules)>([(below, first)]);
        while (waiting.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!files.TryList(next.Path, out var listing, out var objection))
            {
                skipped += objection.Kind is FileObjectionKind.LeadsOutside ? 1 : 0;
                continue;
            }

            var rules = await next.Rules.WithRulesAsync(listing.Entries.Where(entry => !entry.IsFolder).Select(entry => entry.Path.Name), cancellationToken);
            (isWhole, skipped) = (isWhole && listing.IsWhole, skipped + listing.Skipped);
            foreach (var entry in listing.Entries.Where(entry => rules.Allows(entry.Path.Name, entry.IsFolder)))
            {
                if (entry.IsFolder)
                {
                    waiting.Enqueue((entry.Path, rules.Below(entry.Path.Name)));
                }
                else if (found.Count < most)
                {
                    found.Add(entry);
                }
                else
                {
                    return (found, false, skipped);
                }
            }
        }

        return (found, isWhole, skipped);
    }

    /// <summary>Why an ignore file keeps a path from a task; null where none does.</summary>
    /// <param name="path">Of a file, which need not exist.</param>
    /// <param name="cancellationToken">Ends the reading of rules.</param>
    public async Task<string?> IgnoredAsync(TaskPath path, CancellationToken cancellationToken) =>
        path.Text.Length > 0 && await new IgnoredPaths(root).ContainAsync(path.Text, cancellationToken) ? $"'{path}' is excluded by an ignore file, or reached over a link." : null;

    private static async Task<AllowedFolder> RulesAsync(AllowedFolder folder, CancellationToken cancellationToken) =>
        await folder.WithRulesAsync(AllowedFolder.RuleNames.Where(name => File.Exists(Path.Combine(folder.Path, name))), cancellationToken);
}
