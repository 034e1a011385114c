using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Changes;

/// <summary>Recognises files that were moved without Git being told: one is gone, another is new, and most of their lines are the same.</summary>
/// <remarks>Of files that Git knows by both names, Git says so itself.</remarks>
internal sealed class MovedFiles(RepositoryView repository, IReadOnlyDictionary<string, string> unsaved)
{
    /// <summary>The share that has to be the same, as Git has it.</summary>
    private const double LeastAlike = 0.5;

    /// <summary>More files on one side than that are a reorganisation, where pairs cost much and help little.</summary>
    private const int MostFiles = 100;

    /// <returns>The entries, pairs as one. Null where Git failed.</returns>
    public async Task<List<Entry>?> PairAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        var gone = entries.Where(entry => entry is { Kind: ChangeKind.Deleted, OldType: EntryType.File, OldId: not null, IsNameBroken: false }).ToList();
        var added = entries.Where(entry => entry is { Kind: ChangeKind.Added, NewType: EntryType.File, NewId: null, IsNameBroken: false }).ToList();
        if (gone.Count is 0 or > MostFiles || added.Count is 0 or > MostFiles)
        {
            return entries;
        }

        var blobs = await Blobs.ReadAsync(
            repository.Git, gone.Select(entry => entry.OldId!), ChangeLimits.LargestBytes, ChangeLimits.LargestBytesInAll, cancellationToken);
        if (blobs is null)
        {
            return null;
        }

        var before = gone.Select(entry => (Entry: entry, Lines: blobs.ContentOf(entry.OldId!) is { } content ? LinesOf(FileContent.OfBytes(entry.Path, content.Span)) : null))
            .Where(side => side.Lines is not null).ToList();
        var pairs = new List<(double Alike, Entry Gone, Entry Added)>();
        foreach (var entry in added)
        {
            var lines = LinesOf(await ReadAsync(entry.Path, cancellationToken));
            pairs.AddRange(before.Where(_ => lines is not null).Select(side => (Alike(side.Lines!, lines!), side.Entry, entry)).Where(pair => pair.Item1 >= LeastAlike));
        }

        return Merge(entries, pairs);
    }

    private async Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken) =>
        unsaved.TryGetValue(path, out var text) ? FileContent.OfText(path, text)
        : Links.IsOnTheWay(repository.Root, path) ? new FileContent(null, 0, SkipReason.Link)
        : await FileContent.OfDiskAsync(repository.Root, path, cancellationToken);

    // The most alike first; a file is half of one pair at most.
    private static List<Entry> Merge(List<Entry> entries, List<(double Alike, Entry Gone, Entry Added)> pairs)
    {
        var partners = new Dictionary<Entry, Entry>(ReferenceEqualityComparer.Instance);
        foreach (var (_, gone, added) in pairs.OrderByDescending(pair => pair.Alike).ThenBy(pair => pair.Gone.Path, StringComparer.Ordinal).ThenBy(pair => pair.Added.Path, StringComparer.Ordinal))
        {
            if (!partners.ContainsKey(gone) && !partners.ContainsKey(added))
            {
                (partners[gone], partners[added]) = (added, gone);
            }
        }

        return
        [
            .. entries.Where(entry => entry.Kind is not ChangeKind.Deleted || !partners.ContainsKey(entry))
                .Select(entry => partners.TryGetValue(entry, out var gone)
                    ? entry with { Kind = ChangeKind.Renamed, OldPath = gone.Path, OldType = gone.OldType, OldId = gone.OldId }
                    : entry),
        ];
    }

    // How often each line occurs; none of a text without any, for which nothing can be said.
    private static Dictionary<string, int>? LinesOf(FileContent content)
    {
        if (content.Document is not { } document)
        {
            return null;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var line = 0; line < document.LineCount; line++)
        {
            var text = document.Line(line).Trim();
            if (!text.IsEmpty)
            {
                var key = text.ToString();
                lines[key] = lines.GetValueOrDefault(key) + 1;
            }
        }

        return lines.Count > 0 ? lines : null;
    }

    private static double Alike(Dictionary<string, int> before, Dictionary<string, int> after)
    {
        var (left, right) = (Weight(before), Weight(after));
        if (Math.Min(left, right) < LeastAlike * Math.Max(left, right))
        {
            return 0;
        }

        var shared = before.Sum(line => (double)line.Key.Length * Math.Min(line.Value, after.GetValueOrDefault(line.Key)));
        return shared / Math.Max(left, right);
    }

    private static double Weight(Dictionary<string, int> lines) => lines.Sum(line => (double)line.Key.Length * line.Value);
}
