using CodeAssist.Context.Index.Files;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>The members that a repository declares, by name: those of the files under review as they are reviewed, those of its other files as they lie on the disk. Thread-safe.</summary>
/// <remarks>
/// For one review. Each language is read when somebody first asks, the files nearest to the change first, and of a large repository no more than <see cref="MostBytes"/>: which ones are read
/// depends on nothing but the repository, so that a review can be repeated. Ignored files are not read. Nothing is read from the disk where that has another commit than the one under review.
/// </remarks>
/// <param name="change">What is reviewed.</param>
public sealed class RepositoryDeclarations(ChangeSet change) : IDeclarations
{
    /// <summary>Of one language; some three seconds on two cores.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>A longer file holds data or the work of a program.</summary>
    private const long LargestFile = 256 * 1024;

    private const int MostListed = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<ILookup<string, DeclaredMember>>> _byLanguage = new(StringComparer.Ordinal);
    private Task<IReadOnlyList<WorkspaceFile>>? _files;

    public async Task<IReadOnlyList<DeclaredMember>> FindAsync(string language, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0 || LanguageHeads.KinOf(language) is not { } kin)
        {
            return [];
        }

        var byName = await MembersAsync(kin).WaitAsync(cancellationToken);
        return [.. names.Order(StringComparer.Ordinal).SelectMany(name => byName[name])];
    }

    private Task<ILookup<string, DeclaredMember>> MembersAsync(string kin)
    {
        lock (_lock)
        {
            _files ??= ListAsync(change);
            return _byLanguage.TryGetValue(kin, out var known) ? known : _byLanguage[kin] = ReadAsync(kin, _files);
        }
    }

    // Once begun it is read to its end, which is near: others may wait for it too.
    private async Task<ILookup<string, DeclaredMember>> ReadAsync(string kin, Task<IReadOnlyList<WorkspaceFile>> files)
    {
        // Whoever asks first holds the lock.
        await Task.Yield();
        var reviewed = change.Files.Where(file => file.New is { } text && IsOf(kin, text.Language)).ToList();
        var members = reviewed.SelectMany(file => CodeOutline.ReadOnce(file.New!).Select(member => new DeclaredMember(file.Path, member))).ToList();
        foreach (var file in Chosen(kin, await files.WaitAsync(CancellationToken.None)))
        {
            if (await SourceFileReader.ReadAsync(file.Path, CancellationToken.None) is SourceFileResult.Read { File.Text: var text })
            {
                var document = DocumentSnapshot.Open(file.Relative, LanguageIds.Of(file.Relative), 0, text);
                members.AddRange(CodeOutline.ReadOnce(document).Select(member => new DeclaredMember(file.Relative, member)));
            }
        }

        return members.ToLookup(known => known.Member.Name.Simple, StringComparer.Ordinal);
    }

    private List<WorkspaceFile> Chosen(string kin, IReadOnlyList<WorkspaceFile> files)
    {
        var known = change.Files.SelectMany(file => (string?[])[file.Path, file.OldPath]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var folders = change.Files.Select(file => FolderOf(file.Path)).Distinct(StringComparer.Ordinal).ToList();
        var bytes = 0L;
        return [.. files
            .Where(file => file.Bytes <= LargestFile && !known.Contains(file.Relative) && IsOf(kin, LanguageIds.Of(file.Relative)))
            .OrderByDescending(file => folders.Max(folder => folder.AsSpan().CommonPrefixLength(FolderOf(file.Relative))))
            .ThenBy(file => file.Relative, StringComparer.Ordinal)
            .TakeWhile(file => (bytes += file.Bytes) <= MostBytes)];
    }

    private static async Task<IReadOnlyList<WorkspaceFile>> ListAsync(ChangeSet change)
    {
        List<WorkspaceFile> files = [];
        if (change.IsRestOnDisk)
        {
            await foreach (var file in WorkspaceFiles.ListAsync(change.Root, CancellationToken.None))
            {
                files.Add(file);
                if (files.Count == MostListed)
                {
                    break;
                }
            }
        }

        return files;
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static bool IsOf(string kin, string language) => string.Equals(LanguageHeads.KinOf(language), kin, StringComparison.Ordinal);
}
