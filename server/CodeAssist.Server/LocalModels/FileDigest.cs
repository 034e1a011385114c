using System.Buffers;
using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.LocalModels;

namespace CodeAssist.Server.LocalModels;

/// <summary>SHA-256 of large files.</summary>
internal static class FileDigest
{
    private const int PieceBytes = 1 << 20;

    /// <summary>The digest of a model: that of its file, or where it lies in several, that of all their digests.</summary>
    /// <param name="path">The file, or the first of several.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static async Task<string> OfModelAsync(string path, Action<long> progress, CancellationToken cancellationToken)
    {
        var (digests, before) = (new List<string>(), 0L);
        foreach (var part in SplitName.AllOf(path))
        {
            digests.Add(await OfAsync(part, done => progress(before + done), cancellationToken));
            before += new FileInfo(part).Length;
        }

        return Together(digests);
    }

    /// <summary>The digest of one file as it is; of several that of their digests, one below the other in their order.</summary>
    public static string Together(IReadOnlyList<string> digests) => digests is [var only] ? only : Sha256.HexOf(Encoding.ASCII.GetBytes(string.Join('\n', digests)));

    /// <summary>The digest of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>64 hexadecimal digits in small letters.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<string> OfAsync(string path, Action<long> progress, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var hash = new Sha256();
            long done = 0;
            for (int read; (read = await file.ReadAsync(piece.AsMemory(0, PieceBytes), cancellationToken)) > 0;)
            {
                hash.Add(piece.AsSpan(0, read));
                done += read;
                progress(done);
            }

            return Convert.ToHexStringLower(hash.Finish());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
