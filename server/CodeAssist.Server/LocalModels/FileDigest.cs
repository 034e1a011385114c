using System.Buffers;
using CodeAssist.Core.Integrity;

namespace CodeAssist.Server.LocalModels;

/// <summary>SHA-256 of a large file.</summary>
internal static class FileDigest
{
    private const int PieceBytes = 1 << 20;

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
