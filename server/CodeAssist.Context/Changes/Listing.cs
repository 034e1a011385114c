using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Changes;

/// <summary>Lists the changed files of a comparison: what Git sees, what it does not track yet, and what only an editor has.</summary>
internal sealed class Listing(RepositoryView repository, IReadOnlyDictionary<string, string> unsaved)
{
    // Names of files, all of them, moved ones paired; no content is shown, so no driver of a repository has anything to do. What is dirty inside a submodule
    // is left alone: Git would start itself there, under that repository's own configuration.
    private static readonly string[] _options = ["--raw", "-z", "--no-abbrev", "-M", "-l1000", "--no-relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"];

    private readonly GitTalk _git = repository.Git;

    /// <returns>In no order. Null where Git failed.</returns>
    public async Task<List<Entry>?> ReadAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        string[] command = comparison.Side switch
        {
            NewSide.Commit => ["diff-tree", "-r", .. _options, comparison.Old, comparison.New!],
            NewSide.Index => ["diff-index", "--cached", "--ita-invisible-in-index", .. _options, comparison.Old],
            _ => ["diff-index", .. _options, comparison.Old],
        };
        if (await _git.AskAsync(command, cancellationToken) is not { } output)
        {
            return null;
        }

        var entries = OncePerPath(RawListing.Read(output.Span));
        if (comparison.Side is not NewSide.Disk)
        {
            return [.. entries.Values];
        }

        return await AddUntrackedAsync(entries, cancellationToken) && await AddUnsavedAsync(entries, comparison.Old, cancellationToken)
            ? await new MovedFiles(repository, unsaved).PairAsync([.. entries.Values], cancellationToken)
            : null;
    }

    // What a merge stopped at is listed twice: as such, and with what lies on the disk.
    private static Dictionary<string, Entry> OncePerPath(List<Entry> listed)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in listed)
        {
            entries[entry.Path] = entries.TryGetValue(entry.Path, out var other)
                ? (entry.IsConflicted ? other : entry) with { IsConflicted = entry.IsConflicted || other.IsConflicted }
                : entry;
        }

        return entries;
    }

    private async Task<bool> AddUntrackedAsync(Dictionary<string, Entry> entries, CancellationToken cancellationToken)
    {
        if (await _git.AskAsync(["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken) is not { } output)
        {
            return false;
        }

        foreach (var (name, isBroken) in RawListing.ReadNames(output.Span))
        {
            // A slash at the end: a repository of its own.
            var path = name.TrimEnd('/');
            var isRepository = path.Length < name.Length;
            entries[path] = entries.TryGetValue(path, out var gone) && gone.Kind is ChangeKind.Deleted
                ? gone with { Kind = ChangeKind.Modified, NewType = EntryType.File, HasNewMode = false }
                : new Entry { Path = path, Kind = ChangeKind.Added, NewType = isRepository ? EntryType.Repository : EntryType.File, IsNameBroken = isBroken };
        }

        return true;
    }

    private async Task<bool> AddUnsavedAsync(Dictionary<string, Entry> entries, string old, CancellationToken cancellationToken)
    {
        var paths = unsaved.Keys.Where(IsPath).ToList();
        foreach (var path in paths.Where(path => entries.TryGetValue(path, out var entry) && entry.Kind is ChangeKind.Deleted))
        {
            entries[path] = entries[path] with { Kind = ChangeKind.Modified, NewType = EntryType.File, HasNewMode = false };
        }

        var others = paths.Where(path => !entries.ContainsKey(path)).ToList();
        if (others.Count == 0)
        {
            return true;
        }

        if (await _git.AskAsync(["ls-tree", "-r", "-z", "--full-tree", old, "--", .. others], cancellationToken) is not { } output)
        {
            return false;
        }

        // Each as "100644 blob 1a2b…", a tab, and the name.
        var committed = RawListing.ReadNames(output.Span).Select(line => line.Name.Split('\t', 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1], parts => parts[0].Split(' '), StringComparer.Ordinal);
        var ignored = new IgnoredPaths(repository.Root);
        foreach (var path in others)
        {
            if (committed.TryGetValue(path, out var words))
            {
                entries[path] = new Entry
                {
                    Path = path, Kind = ChangeKind.Modified, OldType = RawListing.TypeOf(words[0]), NewType = RawListing.TypeOf(words[0]), OldId = words[2],
                };
            }
            else if (!await ignored.ContainAsync(path, cancellationToken))
            {
                entries[path] = new Entry { Path = path, Kind = ChangeKind.Added, NewType = EntryType.File };
            }
        }

        return true;
    }

    private static bool IsPath(string path) => !path.Split('/').Any(name => name is "" or "." or ".." or ".git" || name.Contains('\0', StringComparison.Ordinal));
}
