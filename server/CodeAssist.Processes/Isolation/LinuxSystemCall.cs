using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Isolation;

/// <summary>The raw system call door of libc: the calls made here have no wrapper in every libc that .NET runs on.</summary>
internal static partial class LinuxSystemCall
{
    private const string CLibrary = "libc";

    /// <returns>The call's result, or the negative errno.</returns>
    public static nint Invoke(uint number, nint first = 0, nint second = 0, nint third = 0, nint fourth = 0, nint fifth = 0)
    {
        var result = SystemCall((nint)number, first, second, third, fourth, fifth);
        return result == -1 ? -Marshal.GetLastPInvokeError() : result;
    }

    [LibraryImport(CLibrary, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
