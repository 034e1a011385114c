using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Policy;

/// <summary>The user's list of private repositories: <c>private-repositories.json</c> in the data directory.</summary>
/// <remarks>
/// Written by servers and brokers, one at a time across processes, and as a whole or not at all. What is not understood to the last key
/// is <see cref="PrivateRepositories.Unusable"/> and never rewritten: a later version's list must not be cut down to what this one knows.
/// </remarks>
public static class PrivateRepositoriesFile
{
    private const string Name = "private-repositories.json";
    private const int KnownVersion = 1;
    private const int LargestBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan _lockLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lockPause = TimeSpan.FromMilliseconds(20);

    public static string In(string dataDirectory) => Path.Combine(dataDirectory, Name);

    public static PrivateRepositories Read(string file)
    {
        try
        {
            // Looked for by listing: "cannot be looked at" and "is not there" are one answer to a plain existence check.
            var folder = Path.GetDirectoryName(file)!;
            if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(file)).Any())
            {
                return new PrivateRepositories.Missing();
            }

            if (!FileStatus.IsRegular(file) || new FileInfo(file).Length > LargestBytes)
            {
                return new PrivateRepositories.Unusable("is not an ordinary file of at most 4 MiB");
            }

            return Understand(JsonSerializer.Deserialize(File.ReadAllBytes(file), PrivateRepositoriesJsonContext.Default.PrivateRepositoriesContent));
        }
        catch (JsonException)
        {
            return new PrivateRepositories.Unusable("is damaged, or was written for a later version of CodeAssist");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PrivateRepositories.Unusable("cannot be read");
        }
    }

    /// <summary>Begins an empty list where there is none.</summary>
    /// <returns>Null when there is one, otherwise why not.</returns>
    public static Task<ProcessFailure?> BeginAsync(string file, TimeProvider time, CancellationToken cancellationToken) =>
        ChangeAsync(file, static list => list, time, cancellationToken);

    /// <summary>Puts a repository on the list, or adds what is new about one that is on it.</summary>
    /// <returns>Null when it is on it, otherwise why not.</returns>
    public static Task<ProcessFailure?> AddAsync(
        string file, string name, PrivateBy by, RepositoryMarks.Known marks, TimeProvider time, CancellationToken cancellationToken) =>
        ChangeAsync(file, list => [.. list.Where(one => !one.Is(marks)), Joined(list.Where(one => one.Is(marks)), name, by, marks)], time, cancellationToken);

    /// <summary>Takes a repository off the list. Only its user may ask for that.</summary>
    /// <returns>Null when it is off, otherwise why not.</returns>
    public static Task<ProcessFailure?> RemoveAsync(string file, RepositoryMarks.Known marks, TimeProvider time, CancellationToken cancellationToken) =>
        ChangeAsync(file, list => [.. list.Where(one => !one.Is(marks))], time, cancellationToken);

    // Two entries that turn out to be one repository become one, and the user's word stays the user's.
    private static PrivateRepository Joined(IEnumerable<PrivateRepository> same, string name, PrivateBy by, RepositoryMarks.Known marks)
    {
        var known = same.ToList();
        return new PrivateRepository(
            known.FirstOrDefault()?.Name ?? name,
            known.Any(one => one.By is PrivateBy.User) ? PrivateBy.User : by,
            [.. known.SelectMany(one => one.Marks).Concat(marks.Values).Distinct(StringComparer.Ordinal)]);
    }

    private static async Task<ProcessFailure?> ChangeAsync(
        string file, Func<IReadOnlyList<PrivateRepository>, IReadOnlyList<PrivateRepository>> change, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await using var held = await LockAsync(file + ".lock", time, cancellationToken);
            if (held is null)
            {
                return Failed(file, "another process of CodeAssist holds it");
            }

            var before = Read(file);
            if (before is PrivateRepositories.Unusable unusable)
            {
                return Failed(file, $"it {unusable.Problem}");
            }

            var content = new PrivateRepositoriesContent(KnownVersion, change((before as PrivateRepositories.Known)?.List ?? []));
            ReplacedFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(content, PrivateRepositoriesJsonContext.Default.PrivateRepositoriesContent));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(file, exception.Message.TrimEnd('.'));
        }
    }

    private static async Task<FileStream?> LockAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); ; await Task.Delay(_lockPause, time, cancellationToken))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(began) > _lockLimit)
                {
                    return null;
                }
            }
        }
    }

    private static PrivateRepositories Understand(PrivateRepositoriesContent? content) =>
        content is { Version: KnownVersion, Repositories: { } repositories } && repositories.All(one => one is { Name: not null, Marks.Count: > 0 })
            ? new PrivateRepositories.Known(repositories)
            : new PrivateRepositories.Unusable("is of no version that this one knows");

    private static ProcessFailure Failed(string file, string cause) => new(
        ProcessFailureKind.DirectoryUnusable,
        $"The list of private repositories {file} cannot be changed: {cause}.",
        "See what is wrong with the file; what it says now holds, and where it cannot be read, nothing leaves this machine.");
}
