using System.Globalization;
using System.Runtime.InteropServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Directories;

/// <summary>Owner, kind and identity of a file on Linux; .NET knows modes, but neither owners nor pipes and devices.</summary>
internal static partial class FileStatus
{
    private const string CLibrary = "libc";

    private const nint RelativeToNothing = -100; // AT_FDCWD
    private const nint FollowLinks = 0;
    private const nint DoNotFollowLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    private const nint Wanted = 0x1 | 0x8 | 0x100 | 0x800; // STATX_TYPE | STATX_UID | STATX_INO | STATX_BTIME

    // struct statx is the same on every architecture, which struct stat is not.
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int BirthSecondsOffset = 80;
    private const int BirthNanosecondsOffset = 88;
    private const int KindMask = 0xF000; // S_IFMT
    private const int RegularKind = 0x8000; // S_IFREG
    private const int SocketKind = 0xC000; // S_IFSOCK

    /// <returns>0 on Windows, where nothing asks.</returns>
    public static uint EffectiveUserId() => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    /// <returns>The owner of the file itself, a link not followed; null where it cannot be told: no such file, or no Linux.</returns>
    public static uint? OwnerOf(string path) => Read(path, DoNotFollowLinks)?.Owner;

    /// <summary>Whether a file, or what a link leads to, holds bytes: a pipe or a device may keep its reader waiting for ever.</summary>
    /// <returns>Outside Linux whatever is no directory.</returns>
    public static bool IsRegular(string path) =>
        SystemCallNumbers.OfThisProcess() is null ? File.Exists(path) : Read(path, FollowLinks)?.Kind == RegularKind;

    /// <summary>Whether something listens, or has listened, under this name. False outside Linux.</summary>
    public static bool IsSocket(string path) => Read(path, DoNotFollowLinks)?.Kind == SocketKind;

    /// <summary>Tells a directory from every other one, also after it was renamed, and from a later one in its place.</summary>
    /// <returns>Null where it cannot be told: no such directory, or no Linux.</returns>
    public static string? IdentityOf(string directory) => Read(directory, FollowLinks)?.Identity;

    private static unsafe (uint Owner, int Kind, string Identity)? Read(string path, nint links)
    {
        if (SystemCallNumbers.OfThisProcess() is not { } numbers)
        {
            return null;
        }

        var result = stackalloc byte[StatxSize];
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            var error = LinuxSystemCall.Invoke(numbers.Statx, RelativeToNothing, name, links, Wanted, (nint)result);
            if (error != 0)
            {
                return null;
            }

            // The device is left out: its number changes with the order in which disks were found.
            var identity = string.Create(
                CultureInfo.InvariantCulture,
                $"{*(ulong*)(result + InodeOffset)}@{*(long*)(result + BirthSecondsOffset)}.{*(uint*)(result + BirthNanosecondsOffset)}");
            return (*(uint*)(result + OwnerOffset), *(ushort*)(result + ModeOffset) & KindMask, identity);
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
