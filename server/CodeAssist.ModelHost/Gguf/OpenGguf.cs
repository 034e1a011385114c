namespace CodeAssist.ModelHost.Gguf;

/// <summary>A GGUF file, or all parts of one, open from the check of its header until llama.cpp has loaded it: what was checked is what is loaded.</summary>
/// <typeparam name="THeader">What was read in it.</typeparam>
/// <param name="parts">Where its files were found, and the open files, the first part first; disposed of with this.</param>
/// <param name="header">What was read in it.</param>
internal sealed class OpenGguf<THeader>(IReadOnlyList<(string Path, FileStream Stream)> parts, THeader header) : IDisposable
{
    private readonly (long Bytes, DateTime WrittenAt)[] _checked = [.. parts.Select(part => (part.Stream.Length, File.GetLastWriteTimeUtc(part.Stream.SafeFileHandle)))];

    public THeader Header => header;

    public IEnumerable<Stream> Streams => parts.Select(part => part.Stream);

    /// <summary>Paths that lead to these very files even when others have been put in their places: on Linux, where a handle has one.</summary>
    public IReadOnlyList<string> LoadPaths => [.. parts.Select(part => ByHandle(part.Stream) is { } own && File.Exists(own) ? own : part.Path)];

    /// <summary>The first of them.</summary>
    public string LoadPath => LoadPaths[0];

    /// <summary>Whether nobody has written to them since they were checked, nor put others in their places where that would have counted.</summary>
    /// <exception cref="IOException">One cannot be looked at any more.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be looked at any more.</exception>
    public bool IsUnchanged() => LoadPaths.Zip(_checked).All(part =>
    {
        using var again = File.OpenHandle(part.First, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return part.Second == (RandomAccess.GetLength(again), File.GetLastWriteTimeUtc(again));
    });

    public void Dispose()
    {
        foreach (var (_, stream) in parts)
        {
            stream.Dispose();
        }
    }

    private static string? ByHandle(FileStream stream) => OperatingSystem.IsLinux() ? FormattableString.Invariant($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}") : null;
}
