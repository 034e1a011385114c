using System.Buffers;
using System.Globalization;

namespace CodeAssist.Models.Local;

/// <summary>Tells one model file from another by its content: 64 bits of FNV-1a, as hexadecimal digits.</summary>
/// <remarks>It guards nothing: a file made to look like another is only shown more or less often. A cryptographic hash would load OpenSSL.</remarks>
public static class ModelFingerprint
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int ChunkBytes = 1 << 20;

    /// <param name="file">From its beginning on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(Stream file, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var hash = Basis;
            for (int read; (read = await file.ReadAsync(chunk, cancellationToken)) > 0;)
            {
                foreach (var value in chunk.AsSpan(0, read))
                {
                    hash = (hash ^ value) * Prime;
                }
            }

            return hash.ToString("x16", CultureInfo.InvariantCulture);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
