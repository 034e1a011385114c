using System.Runtime.InteropServices;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Running;

/// <summary>
/// Hides from a process in a mount namespace of its own where agents, daemons and message buses listen: what reaches one of them could use the user's keys, or reach the network
/// through it. Abstract sockets need no hiding where it has a network namespace as well.
/// </summary>
internal static partial class SessionSockets
{
    private const nuint NoPrograms = 0x2 | 0x4 | 0x8; // MS_NOSUID | MS_NODEV | MS_NOEXEC
    private const nuint Bind = 0x1000; // MS_BIND

    /// <summary>More are not looked for: a folder of the machine must not keep a command waiting.</summary>
    private const int MostLooked = 20_000;

    /// <param name="folder">Where the command works; stays as it is.</param>
    /// <param name="all">Whether also those of the system are hidden, without which a network has no names.</param>
    /// <returns>Null, or the end of a sentence on why it cannot be.</returns>
    public static string? Hide(string folder, bool all)
    {
        var session = all ? "/run" : "/run/user";
        if (Directory.Exists(session) && !IsBelow(folder, session) && !IsBelow(folder, "/var/run") && Mount("codeassist", session, "tmpfs", NoPrograms, "size=16m,mode=755") != 0)
        {
            return "the sockets of other programs cannot be hidden from it";
        }

        // One that cannot be covered belongs to somebody else, or has gone.
        foreach (var socket in Places().Where(path => !IsBelow(path, folder)))
        {
            _ = Mount("/dev/null", socket, null, Bind, null);
        }

        return null;
    }

    // ssh-agent, tmux, editors and desktops take a folder of their own in the folder for temporary files; gpg-agent has its place.
    private static IEnumerable<string> Places()
    {
        var twoDeep = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        string[] roots = ["/tmp", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gnupg")];
        return [.. roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateFiles(root, "*", twoDeep)).Take(MostLooked).Where(FileStatus.IsSocket)];
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + "/", StringComparison.Ordinal);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Mount(string source, string target, string? kind, nuint flags, string? options);
}
