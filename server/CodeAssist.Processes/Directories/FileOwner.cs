using System.Runtime.InteropServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Directories;

/// <summary>Who owns a file, on Unix; .NET knows modes but not owners.</summary>
internal static partial class FileOwner
{
    private const string CLibrary = "libc";

    private const nint RelativeToNothing = -100; // AT_FDCWD
    private const nint DoNotFollowLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    private const nint OwnerWanted = 0x8; // STATX_UID

    // struct statx is the same on every architecture, which struct stat is not.
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;

    /// <returns>0 on Windows, where nothing asks.</returns>
    public static uint EffectiveUserId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    /// <returns>
    /// The owner of the file itself, a link not followed; null where it cannot be told: the file is gone, or this is not a
    /// Linux whose calls we know.
    /// </returns>
    public static unsafe uint? Of(string path)
    {
        if (SystemCallNumbers.OfThisProcess() is not { } numbers)
        {
            return null;
        }

        var result = stackalloc byte[StatxSize];
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            var error = LinuxSystemCall.Invoke(numbers.Statx, RelativeToNothing, name, DoNotFollowLinks, OwnerWanted, (nint)result);
            return error == 0 ? *(uint*)(result + OwnerOffset) : null;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    [LibraryImport(CLibrary, EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
