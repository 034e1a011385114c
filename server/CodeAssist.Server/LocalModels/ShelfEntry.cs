namespace CodeAssist.Server.LocalModels;

/// <summary>A model that was downloaded or imported.</summary>
/// <param name="Name">By which commands know it.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">SHA-256 of its content, as the catalogue says it or as it was when it came.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="AddedOn">When.</param>
/// <param name="Card">Id of its card, or null.</param>
/// <param name="From">Where it was downloaded from; null where it was imported.</param>
internal sealed record ShelfEntry(string Name, string Path, string Sha256, long Bytes, DateOnly AddedOn, string? Card, string? From)
{
    /// <summary>When its content was written last, when the digest was computed; null in lists of before.</summary>
    public DateTime? WrittenAt { get; init; }

    /// <summary>A file as it is now.</summary>
    /// <exception cref="IOException">It is not there any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ShelfEntry Of(string name, string path, string sha256, DateOnly today)
    {
        var (bytes, writtenAt) = ShelfCheck.Look(path);
        return new ShelfEntry(name, path, sha256, bytes, today, Card: null, From: null) { WrittenAt = writtenAt };
    }
}
