using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Context.Files;

/// <summary>The calls of Linux that work beneath an open folder. .NET has none of them, and not every libc has a name for them.</summary>
internal static unsafe partial class LinuxFileCalls
{
    public const int ReadOnly = 0x0;
    public const int WriteOnly = 0x1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoTerminal = 0x100;
    public const int NoWaiting = 0x800;
    public const int CloseOnExec = 0x80000;

    // errno values.
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoDeviceOrSocket = 6;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int CrossesDevices = 18;
    public const int NotAFolder = 20;
    public const int IsAFolder = 21;
    public const int InvalidArgument = 22;
    public const int NoSpace = 28;
    public const int NotImplemented = 38;
    public const int FollowsLinks = 40;

    private const string CLibrary = "libc";

    private const ulong Resolve = 0x01 | 0x02 | 0x04 | 0x08; // RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH
    private const int OpenAt2 = 437;
    private const uint NoReplacement = 1; // RENAME_NOREPLACE
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint WantedOfFile = 0x1 | 0x2 | 0x4 | 0x200; // STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_SIZE

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64;

    private static int Folder => IsArm ? 0x4000 : 0x10000; // O_DIRECTORY

    private static int PathOnly => 0x200000; // O_PATH

    public static bool AreKnown => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Opens the folder that everything else lies beneath, by its path and over whatever links the user has in it.</summary>
    public static SafeFileHandle? OpenRoot(string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            const nint RelativeToNothing = -100; // AT_FDCWD
            var descriptor = Call(IsArm ? 56 : 257, RelativeToNothing, name, PathOnly | Folder | CloseOnExec, 0, 0);
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>Opens a folder beneath another one, for further calls and for nothing else.</summary>
    /// <returns>Null with the errno.</returns>
    public static SafeFileHandle? OpenFolder(SafeFileHandle folder, string path, out int error) => Open(folder, path, PathOnly | Folder | CloseOnExec, 0, out error);

    /// <summary>Opens what lies under a path beneath a folder, never over a link and never waiting.</summary>
    /// <returns>Null with the errno.</returns>
    public static SafeFileHandle? Open(SafeFileHandle folder, string path, int flags, uint mode, out int error)
    {
        var how = new OpenHow { Flags = (ulong)(uint)(flags | CloseOnExec), Mode = mode, Resolve = Resolve };
        var name = Marshal.StringToCoTaskMemUTF8(path.Length == 0 ? "." : path);
        try
        {
            var descriptor = Call(OpenAt2, folder.DangerousGetHandle(), name, (nint)(&how), sizeof(OpenHow), 0);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
            GC.KeepAlive(folder);
        }
    }

    /// <returns>The errno; 0 when it is made.</returns>
    public static int MakeFolder(SafeFileHandle folder, string name) => OnName(folder, name, (at, text) => Call(IsArm ? 34 : 258, at, text, 0x1FF, 0, 0));

    /// <returns>The errno; 0 when the name is gone.</returns>
    public static int Unlink(SafeFileHandle folder, string name) => OnName(folder, name, (at, text) => Call(IsArm ? 35 : 263, at, text, 0, 0, 0));

    /// <returns>The errno; 0 when it is renamed.</returns>
    public static int Rename(SafeFileHandle folder, string name, SafeFileHandle toFolder, string toName, bool mayReplace)
    {
        var target = Marshal.StringToCoTaskMemUTF8(toName);
        try
        {
            return OnName(folder, name, (at, text) => Call(IsArm ? 276 : 316, at, text, toFolder.DangerousGetHandle(), target, mayReplace ? 0 : (nint)NoReplacement));
        }
        finally
        {
            Marshal.FreeCoTaskMem(target);
            GC.KeepAlive(toFolder);
        }
    }

    /// <returns>Kind and rights as <c>st_mode</c> has them, the number of names, the length; null where it cannot be told.</returns>
    public static (int Mode, int Links, long Length)? Look(SafeFileHandle file)
    {
        const int StatxSize = 256;
        var result = stackalloc byte[StatxSize];
        var wanted = WantedOfFile;
        var error = OnName(file, "", (at, text) => Call(IsArm ? 291 : 332, at, text, EmptyPath, (nint)wanted, (nint)result));
        return error != 0 ? null : (*(ushort*)(result + 28), (int)Math.Min(int.MaxValue, *(uint*)(result + 16)), *(long*)(result + 40));
    }

    private static int OnName(SafeFileHandle folder, string name, Func<nint, nint, nint> call)
    {
        var text = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return call(folder.DangerousGetHandle(), text) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
            GC.KeepAlive(folder);
        }
    }

    [LibraryImport(CLibrary, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
