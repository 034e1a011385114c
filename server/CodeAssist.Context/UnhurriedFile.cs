using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Context;

/// <summary>Opens a file without ever waiting for it: opening a pipe waits for its other end, which may never come.</summary>
internal static partial class UnhurriedFile
{
    private const string WindowsDevices = @"\\.\";

    // errno values; the first four are the same everywhere.
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoDeviceOrSocket = 6;
    private const int AccessDenied = 13;
    private const int NotADirectory = 20;

    private static int Flags => OperatingSystem.IsMacOS()
        ? 0x0000_0004 | 0x0002_0000 | 0x0100_0000 // O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        : 0x0000_0800 | 0x0000_0100 | 0x0008_0000;

    public static bool TryOpen(
        string path, [NotNullWhen(true)] out SafeFileHandle? handle, [NotNullWhen(false)] out SourceFileFailure? failure)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryOpenOnWindows(path, out handle, out failure);
        }

        handle = null;
        failure = null;
        var descriptor = Open(path, Flags);
        if (descriptor >= 0)
        {
            handle = new SafeFileHandle(descriptor, ownsHandle: true);
            return true;
        }

        failure = Marshal.GetLastPInvokeError() switch
        {
            NoEntry or NotADirectory => Missing(path),
            NoDeviceOrSocket => NotAFile(path).Failure,
            NotPermitted or AccessDenied => Forbidden(path),
            var error => new SourceFileFailure(
                SourceFileFailureKind.Unreadable,
                $"'{path}' cannot be opened (error {error}).",
                "Check the path; it may lead in a circle or be too long."),
        };
        return false;
    }

    public static SourceFileResult.Failed NotAFile(string path) => new(new SourceFileFailure(
        SourceFileFailureKind.NotAFile, $"'{path}' is a pipe or a device, not an ordinary file.", "Name a source file."));

    private static bool TryOpenOnWindows(
        string path, [NotNullWhen(true)] out SafeFileHandle? handle, [NotNullWhen(false)] out SourceFileFailure? failure)
    {
        handle = null;
        failure = null;
        try
        {
            // NUL and CON are devices in every folder, which the full path shows.
            if (Path.GetFullPath(path).StartsWith(WindowsDevices, StringComparison.Ordinal))
            {
                failure = NotAFile(path).Failure;
                return false;
            }

            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            failure = Missing(path);
        }
        catch (UnauthorizedAccessException)
        {
            failure = Forbidden(path);
        }
        catch (IOException)
        {
            failure = new SourceFileFailure(
                SourceFileFailureKind.Unreadable, $"'{path}' cannot be opened.", "Close the program that holds it, or check the path.");
        }

        return false;
    }

    private static SourceFileFailure Missing(string path) =>
        new(SourceFileFailureKind.Missing, $"There is no file '{path}'.", "Check the path.");

    private static SourceFileFailure Forbidden(string path) =>
        new(SourceFileFailureKind.Unreadable, $"'{path}' may not be read by this user.", "Change its permissions, or name another file.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
