using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>The changed C# files of a review by their absolute paths: what a compiler is to see in the place of what lies on the disk.</summary>
internal sealed class ReviewedTexts
{
    private readonly Dictionary<string, ChangedFile> _now = new(PathNames.Comparer);
    private readonly Dictionary<string, ChangedFile> _before = new(PathNames.Comparer);

    public ReviewedTexts(ChangeSet change)
    {
        foreach (var file in change.Files.Where(file => file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)))
        {
            _now[Path.GetFullPath(file.Path, change.Root)] = file;
            if (file.Kind is not ChangeKind.Added)
            {
                _before[Path.GetFullPath(file.OldPath ?? file.Path, change.Root)] = file;
            }
        }
    }

    /// <summary>All that are there now.</summary>
    public IEnumerable<string> Paths => _now.Where(entry => entry.Value.New is not null).Select(entry => entry.Key);

    /// <summary>All that were there before.</summary>
    public IEnumerable<string> OldPaths => _before.Where(entry => entry.Value.Old is not null).Select(entry => entry.Key);

    /// <summary>The text under review; null where there is none any more.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="disk">What lies there; null for nothing.</param>
    public string? Now(string path, string? disk) => _now.TryGetValue(path, out var file)
        ? file.Kind is ChangeKind.Deleted ? null : file.New?.Text ?? disk
        : _before.ContainsKey(path) ? null : disk;

    /// <summary>The text before the change; null where there was none.</summary>
    public string? Before(string path, string? disk)
    {
        if (_before.TryGetValue(path, out var file))
        {
            return file.Kind is ChangeKind.AsItStands ? Now(path, disk) : file.Old?.Text ?? disk;
        }

        return _now.ContainsKey(path) ? null : disk;
    }

    /// <summary>Whether the disk has something else than either: somebody looks at the past, or at an index that the disk has left behind. A file as it stands is ahead of the disk, where it is not saved.</summary>
    public bool IsElsewhere(string path, string? disk) => _now.TryGetValue(path, out var file) && file.New is { } text && file.Kind is not ChangeKind.AsItStands
        && (disk is null || (!IsSame(text.Text, disk) && !(file.Old is { } old && IsSame(old.Text, disk))));

    private static bool IsSame(string text, string disk) =>
        string.Equals(text, disk, StringComparison.Ordinal) || string.Equals(text.ReplaceLineEndings("\n"), disk.ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
