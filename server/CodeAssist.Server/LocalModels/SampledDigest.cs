using CodeAssist.Core.Integrity;
using CodeAssist.Core.LocalModels;

namespace CodeAssist.Server.LocalModels;

/// <summary>Tells one model from another by samples of its content, so that a file of many gigabytes is known again in milliseconds, wherever it lies and whatever it is called.</summary>
/// <remarks>It guards nothing: what a file is worth is told by <see cref="FileDigest"/>. Training moves all weights, so that samples of them differ.</remarks>
internal static class SampledDigest
{
    private const int Samples = 64;
    private const int SampleBytes = 16 * 1024;

    /// <param name="path">The file, or the first of several.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>64 hexadecimal digits in small letters; null where it cannot be read.</returns>
    public static async Task<string?> OfModelAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            List<string> digests = [];
            foreach (var part in SplitName.AllOf(path))
            {
                digests.Add(await OfAsync(part, cancellationToken));
            }

            return FileDigest.Together(digests);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous | FileOptions.RandomAccess);
        var length = RandomAccess.GetLength(file);
        var hash = new Sha256();
        hash.Add(BitConverter.GetBytes(length));
        var sample = new byte[SampleBytes];
        for (var index = 0; index < Samples; index++)
        {
            // From the very beginning to the very end; a small file is read several times over.
            var at = Math.Max(0, length - SampleBytes) / (Samples - 1) * index;
            var read = await RandomAccess.ReadAsync(file, sample, index == Samples - 1 ? Math.Max(0, length - SampleBytes) : at, cancellationToken);
            hash.Add(sample.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.Finish());
    }
}
