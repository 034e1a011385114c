using System.Globalization;
using System.Text;

namespace CodeAssist.ModelHost.Protocol;

/// <summary>The name under which one build's host listens; the same name is computed by host and client.</summary>
/// <remarks>
/// On Unix an absolute path below a directory that only the user may enter, on Windows a pipe name. Protocol and build are part
/// of it, so that two installed versions coexist and an old host drains while the new one serves.
/// </remarks>
/// <param name="PipeName">Name for <see cref="System.IO.Pipes"/>.</param>
/// <param name="LockPath">The file whose exclusive lock makes a host the only one of its name.</param>
public sealed record HostEndpoint(string PipeName, string LockPath)
{
    // sun_path holds 108 bytes on Linux and 104 on macOS, the terminating zero included.
    private const int LongestUnixPath = 103;

    /// <param name="runtimeDirectory">Existing directory with access for the current user only.</param>
    /// <param name="build">Version and build of the host executable.</param>
    public static HostEndpoint For(string runtimeDirectory, string build)
    {
        ArgumentException.ThrowIfNullOrEmpty(runtimeDirectory);
        ArgumentException.ThrowIfNullOrEmpty(build);

        var name = $"host-{HostProtocol.Version}-{Digest($"{runtimeDirectory}\n{build}")}";
        var lockPath = Path.Combine(runtimeDirectory, name + ".lock");
        if (OperatingSystem.IsWindows())
        {
            return new HostEndpoint("codeassist-" + name, lockPath);
        }

        var socket = Path.Combine(runtimeDirectory, name + ".sock");
        return Encoding.UTF8.GetByteCount(socket) <= LongestUnixPath
            ? new HostEndpoint(socket, lockPath)
            : throw new PathTooLongException(
                $"The runtime directory '{runtimeDirectory}' is too long for a socket name. Set XDG_RUNTIME_DIR to a shorter path.");
    }

    // FNV-1a: it tells builds apart and guards nothing. A cryptographic hash would load OpenSSL, at every start, and end the
    // process on a Linux that has none.
    private static string Digest(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture)[..12];
    }
}
