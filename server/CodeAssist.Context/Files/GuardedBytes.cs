using CodeAssist.Core.Agent.Files;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Context.Files;

/// <summary>Reads an open file to its end, or to as much as anybody reads.</summary>
internal static class GuardedBytes
{
    /// <param name="path">For sentences.</param>
    /// <param name="handle">An ordinary file.</param>
    /// <param name="length">Its length; it may grow meanwhile.</param>
    /// <param name="objection">Why not.</param>
    public static byte[]? Read(TaskPath path, SafeFileHandle handle, long length, out FileObjection? objection)
    {
        objection = length > GuardedFolder.LargestBytes ? TooLarge(path) : null;
        if (objection is not null)
        {
            return null;
        }

        try
        {
            var bytes = new byte[length + 1];
            var count = 0;
            while (RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and var read)
            {
                count += read;
                if (count > GuardedFolder.LargestBytes)
                {
                    objection = TooLarge(path);
                    return null;
                }

                if (count == bytes.Length)
                {
                    Array.Resize(ref bytes, Math.Min(2 * bytes.Length, GuardedFolder.LargestBytes + 1));
                }
            }

            return bytes[..count];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            objection = new FileObjection(FileObjectionKind.Failed, $"'{path}' cannot be read to its end.");
            return null;
        }
    }

    private static FileObjection TooLarge(TaskPath path) => new(FileObjectionKind.TooLarge, $"'{path}' is larger than {GuardedFolder.LargestBytes / (1024 * 1024)} MiB.");
}
