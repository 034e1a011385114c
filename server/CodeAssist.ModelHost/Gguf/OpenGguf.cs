namespace CodeAssist.ModelHost.Gguf;

/// <summary>A GGUF file that stays open from the check of its header until llama.cpp has loaded it: what was checked is what is loaded.</summary>
/// <typeparam name="THeader">What was read in it.</typeparam>
/// <param name="path">Where it was found.</param>
/// <param name="stream">The open file; disposed of with this.</param>
/// <param name="header">What was read in it.</param>
internal sealed class OpenGguf<THeader>(string path, FileStream stream, THeader header) : IDisposable
{
    private readonly (long Bytes, DateTime WrittenAt) _checked = (stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle));

    public THeader Header => header;

    public FileStream Stream => stream;

    /// <summary>A path that leads to this very file even when another has been put in its place: on Linux, where a handle has one.</summary>
    public string LoadPath => ByHandle is { } own && File.Exists(own) ? own : path;

    private string? ByHandle => OperatingSystem.IsLinux() ? FormattableString.Invariant($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}") : null;

    /// <summary>Whether nobody has written to it since it was checked, nor put another in its place where that would have counted.</summary>
    /// <exception cref="IOException">It cannot be looked at any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at any more.</exception>
    public bool IsUnchanged()
    {
        using var again = File.OpenHandle(LoadPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return _checked == (RandomAccess.GetLength(again), File.GetLastWriteTimeUtc(again));
    }

    public void Dispose() => stream.Dispose();
}
