using System.Text.Json;
using CodeAssist.Core.LocalModels;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.LocalModels;

/// <summary>The models that were downloaded or imported, with the digest that each should have.</summary>
/// <param name="dataDirectory">The user's.</param>
internal sealed class ModelShelf(string dataDirectory)
{
    private const int Version = 1;

    private static readonly ShelfContents _empty = new(Version, [], new Dictionary<string, MeasuredSpeed>(StringComparer.Ordinal));

    /// <summary>Where downloaded models lie.</summary>
    public string Folder { get; } = Path.Combine(dataDirectory, "models");

    private string ListFile => Path.Combine(Folder, "models.json");

    /// <summary>What stands in the list. One that cannot be read is empty: models are found again by importing them.</summary>
    public ShelfContents Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(ListFile), ShelfJsonContext.Default.ShelfContents) is { Version: Version, Models: not null, Speeds: not null } contents
                ? contents with { Adapters = contents.Adapters ?? _empty.Adapters, Drafts = contents.Drafts ?? _empty.Drafts }
                : _empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return _empty;
        }
    }

    /// <summary>Puts a model into the list, in the place of one with the same path.</summary>
    /// <exception cref="IOException">The list cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The list may not be written.</exception>
    public void Add(ShelfEntry entry) => Change(contents => contents with
    {
        Models = [.. contents.Models.Where(other => !Same(other.Path, entry.Path)), entry],
    });

    /// <summary>Takes a model out of the list, and its file away where it is ours.</summary>
    /// <returns>Whether a file was removed.</returns>
    /// <exception cref="IOException">The list or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The list or the file may not be written.</exception>
    public bool Remove(string path)
    {
        Change(contents => contents with { Models = [.. contents.Models.Where(other => !Same(other.Path, path))], Adapters = Without(contents.Adapters, path), Drafts = Without(contents.Drafts, path) });
        if (!IsOurs(path) || !File.Exists(path))
        {
            return false;
        }

        foreach (var part in SplitName.AllOf(path))
        {
            File.Delete(part);
        }

        return true;
    }

    /// <summary>Remembers what was measured.</summary>
    /// <exception cref="IOException">The list cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The list may not be written.</exception>
    public void Note(string path, MeasuredSpeed speed) => Change(contents => contents with
    {
        Speeds = new Dictionary<string, MeasuredSpeed>(contents.Speeds, StringComparer.Ordinal) { [path] = speed },
    });

    /// <summary>Has a model run with an adapter from now on, or without.</summary>
    /// <param name="path">The model.</param>
    /// <param name="adapter">The adapter as it is now; null for none.</param>
    /// <exception cref="IOException">The list cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The list may not be written.</exception>
    public void Adapt(string path, ShelfEntry? adapter) => Change(contents =>
    {
        var adapters = Without(contents.Adapters, path);
        if (adapter is not null)
        {
            adapters[path] = adapter;
        }

        return contents with { Adapters = adapters };
    });

    /// <summary>Has a small model guess ahead for a model from now on.</summary>
    /// <param name="path">The model.</param>
    /// <param name="draft">The small one; empty for none.</param>
    /// <exception cref="IOException">The list cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The list may not be written.</exception>
    public void GuessWith(string path, string draft) => Change(contents => contents with
    {
        Drafts = new Dictionary<string, string>(contents.Drafts, StringComparer.Ordinal) { [path] = draft },
    });

    /// <summary>Whether a file was downloaded for CodeAssist.</summary>
    public bool IsOurs(string path) => Path.GetFullPath(path).StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Change(Func<ShelfContents, ShelfContents> change) =>
        ReplacedFile.Write(ListFile, JsonSerializer.SerializeToUtf8Bytes(change(Read()), ShelfJsonContext.Default.ShelfContents));

    private static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> all, string path) =>
        all.Where(pair => !Same(pair.Key, path)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
