using CodeAssist.Core.Models;

namespace CodeAssist.Server.LocalModels;

/// <summary>Whether a file of the list is still what it was when its digest was computed: looked at before it is loaded, and read again where it was written since.</summary>
/// <remarks>
/// Length and time of the last writing say that cheaply. Whoever can set both back can write the list, too; `codeassist models
/// verify` reads all of it.
/// </remarks>
/// <param name="shelf">The list.</param>
internal sealed class ShelfCheck(ModelShelf shelf)
{
    private const string NextStep = "Remove it with `codeassist models remove` and download it again, or import it again if you changed it yourself.";

    /// <param name="path">Absolute path of the file. One that is in no list is nobody's to judge.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Why it must not be loaded; null where it may.</returns>
    public async Task<ModelFailure?> WhyNotAsync(string path, CancellationToken cancellationToken)
    {
        if (shelf.Read().Models.FirstOrDefault(entry => string.Equals(entry.Path, path, StringComparison.Ordinal)) is not { } entry)
        {
            return null;
        }

        try
        {
            var (bytes, writtenAt) = Look(path);
            if (bytes == entry.Bytes && writtenAt == entry.WrittenAt)
            {
                return null;
            }

            if (bytes != entry.Bytes || !string.Equals(await FileDigest.OfAsync(path, static _ => { }, cancellationToken), entry.Sha256, StringComparison.Ordinal))
            {
                return new ModelFailure(ModelFailureKind.Unusable, $"{path} is not the file that it was when it came here: its content has changed. It is not loaded.", NextStep);
            }

            // The same content, written anew: the next look is a quick one again.
            shelf.Add(entry with { WrittenAt = writtenAt });
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not there, or not ours to read or to note: the host says what of that matters.
            return null;
        }
    }

    /// <summary>Length and time of the last writing of what a path leads to.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    internal static (long Bytes, DateTime WrittenAt) Look(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
    }
}
