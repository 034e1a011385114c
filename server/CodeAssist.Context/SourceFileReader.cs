using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Context;

/// <summary>
/// Reads one source file, whatever lies under its name: at most so many bytes, only text, and never waiting for a writer.
/// </summary>
public static class SourceFileReader
{
    /// <summary>Larger files are refused; generated code and data are, sources hardly ever.</summary>
    public const int LargestBytes = 4 * 1024 * 1024;

    private const int FirstChunk = 16 * 1024;

    /// <param name="path">Absolute path; links are followed.</param>
    /// <param name="cancellationToken">Ends the reading between two pieces.</param>
    public static Task<SourceFileResult> ReadAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, LargestBytes, cancellationToken);

    internal static async Task<SourceFileResult> ReadAsync(string path, int largestBytes, CancellationToken cancellationToken)
    {
        // Native code takes a zero for the end of the name, and would open another file than the one that was asked for.
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return Failed(SourceFileFailureKind.NotAbsolute, $"'{path}' is not an absolute path", "Name the file from the root on");
        }

        if (Directory.Exists(path))
        {
            return Failed(SourceFileFailureKind.Directory, $"'{path}' is a folder", "Name a file in it");
        }

        if (!UnhurriedFile.TryOpen(path, out var handle, out var failure))
        {
            return new SourceFileResult.Failed(failure);
        }

        using (handle)
        {
            try
            {
                return await ReadAsync(path, handle, largestBytes, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Failed(
                    SourceFileFailureKind.Unreadable,
                    $"'{path}' cannot be read to its end",
                    "Check the disk or the network folder it is on");
            }
            catch (NotSupportedException)
            {
                return NotAFile(path);
            }
        }
    }

    private static async Task<SourceFileResult> ReadAsync(
        string path, SafeFileHandle handle, int largestBytes, CancellationToken cancellationToken)
    {
        // Throws NotSupportedException for what has no length: pipes and terminals.
        var stated = RandomAccess.GetLength(handle);
        var bytes = new byte[Math.Min(Math.Max(stated + 1, FirstChunk), largestBytes + 1)];
        var count = 0;
        while (stated <= largestBytes)
        {
            var read = await RandomAccess.ReadAsync(handle, bytes.AsMemory(count), count, cancellationToken);
            if (read == 0)
            {
                return SourceDecoder.Decode(path, bytes.AsSpan(0, count));
            }

            count += read;
            if (stated == 0)
            {
                // Something without a length that has content: a device, which may go on for ever.
                return NotAFile(path);
            }

            if (count > largestBytes)
            {
                break;
            }

            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(2 * bytes.Length, largestBytes + 1));
            }
        }

        return Failed(
            SourceFileFailureKind.TooLarge,
            string.Create(CultureInfo.InvariantCulture, $"'{path}' is larger than {largestBytes / 1024} KiB"),
            "Work on a smaller file");
    }

    private static SourceFileResult.Failed NotAFile(string path) => UnhurriedFile.NotAFile(path);

    private static SourceFileResult.Failed Failed(SourceFileFailureKind kind, string what, string nextStep) =>
        new(new SourceFileFailure(kind, what + ".", nextStep + "."));
}
