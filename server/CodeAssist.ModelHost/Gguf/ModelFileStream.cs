using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Opens a model file without ever waiting for it: opening a pipe waits for its other end, which may never come.</summary>
internal static partial class ModelFileStream
{
    private const int ReadBufferBytes = 256 * 1024;

    private static int Flags => OperatingSystem.IsMacOS()
        ? 0x0000_0004 | 0x0100_0000 // O_NONBLOCK | O_CLOEXEC
        : 0x0000_0800 | 0x0008_0000;

    /// <returns>Null for pipes and devices, which are no model files.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream? TryOpen(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            using var probe = new SafeFileHandle(Open(path, Flags), ownsHandle: true);
            if (!probe.IsInvalid)
            {
                using var probed = new FileStream(probe, FileAccess.Read, bufferSize: 0);
                if (!probed.CanSeek)
                {
                    return null;
                }
            }
        }

        // An ordinary file, or one that cannot be opened: the base library says why in its own words.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadBufferBytes);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);
}
