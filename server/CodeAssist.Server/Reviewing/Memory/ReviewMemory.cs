using System.Text;
using System.Text.Json;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>What is remembered of the reviews of one repository.</summary>
/// <remarks>Kept under the digest of the root's path: the memory of a repository that was moved begins anew, but for dismissals that travel with it.</remarks>
internal sealed class ReviewMemory
{
    /// <summary>Subjects of which the last review is remembered; branches and commits come and go.</summary>
    private const int MostSubjects = 50;

    private readonly string _root;
    private readonly string _folder;

    /// <param name="root">Absolute path of the repository's top folder.</param>
    /// <param name="dataDirectory">The user's data: dismissals.</param>
    /// <param name="stateDirectory">The user's state: earlier reviews.</param>
    public ReviewMemory(string root, string dataDirectory, string stateDirectory)
    {
        _root = root;
        var key = Digest(root);
        _folder = Path.Combine(ReviewsIn(stateDirectory), key);
        Dismissals = new Dismissals(Path.Combine(root, Dismissals.RepositoryFile), Path.Combine(DismissalsIn(dataDirectory), key + ".json"));
    }

    public Dismissals Dismissals { get; }

    /// <summary>File of what models made of pieces of the code, whatever review they belonged to. Beside the folder of reviews, which are forgotten by number.</summary>
    public string UnitsFile => _folder + ".units.json";

    /// <summary>Folder of the user's own dismissals of all repositories.</summary>
    public static string DismissalsIn(string dataDirectory) => Path.Combine(dataDirectory, "dismissals");

    /// <summary>Folder of the last reviews of all repositories.</summary>
    public static string ReviewsIn(string stateDirectory) => Path.Combine(stateDirectory, "reviews");

    /// <returns>What is known of the last review on the subject; nothing where that is lost.</returns>
    public EarlierReview Recall(string subject) => Read(FileOf(subject)) is { } stored && string.Equals(stored.Subject, subject, StringComparison.Ordinal) ? stored.Review : EarlierReview.None;

    /// <summary>Every finding that is remembered, of the latest review first.</summary>
    public IEnumerable<EarlierFinding> Findings() => Files().Select(file => Read(file.FullName)).OfType<StoredReview>().SelectMany(stored => stored.Review.Findings);

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public string? Remember(string subject, EarlierReview review)
    {
        try
        {
            var stored = new StoredReview(StoredReview.CurrentVersion, _root, subject, review);
            ReplacedFile.Write(FileOf(subject), JsonSerializer.SerializeToUtf8Bytes(stored, MemoryJsonContext.Default.StoredReview));
            foreach (var old in Files().Skip(MostSubjects))
            {
                old.Delete();
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The review cannot be remembered: {exception.Message.TrimEnd('.')}. The next one will call everything new.";
        }
    }

    private List<FileInfo> Files()
    {
        var folder = new DirectoryInfo(_folder);
        return folder.Exists ? [.. folder.EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc)] : [];
    }

    private StoredReview? Read(string path)
    {
        try
        {
            return File.Exists(path)
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), MemoryJsonContext.Default.StoredReview) is
                    { Version: StoredReview.CurrentVersion, Review: { Findings: not null, Files: not null } } stored
                && string.Equals(stored.Root, _root, StringComparison.Ordinal)
                    ? stored
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Only a memory: without it everything is new.
            return null;
        }
    }

    private string FileOf(string subject) => Path.Combine(_folder, Digest(subject) + ".json");

    private static string Digest(string text)
    {
        const int Digits = 16;
        return Sha256.HexOf(Encoding.UTF8.GetBytes(text))[..Digits];
    }
}
