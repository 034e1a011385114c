using System.Diagnostics.CodeAnalysis;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>
/// The one way to the files of a task: everything is opened beneath a root that is fixed when this is made, and no link is followed on the way. Reading, creating,
/// changing, renaming and deleting go through the same check.
/// </summary>
/// <remarks>
/// On Linux the kernel keeps every step beneath the open root (<c>openat2</c>), so that nobody can put a link in the way between check and use. Elsewhere, and on
/// kernels before 5.6, each name on the path is looked at before and after, which a program that swaps folders at the right moment could outrun:
/// <see cref="IsByHandle"/> tells. Only regular files are opened, without waiting for anybody. Thread-safe.
/// </remarks>
public abstract class GuardedFolder : IDisposable
{
    /// <summary>Larger files are neither read nor written.</summary>
    public const int LargestBytes = 4 * 1024 * 1024;

    /// <summary>A folder's listing ends here.</summary>
    public const int MostEntries = 5000;

    /// <summary>Whether the kernel keeps every step beneath the root.</summary>
    public abstract bool IsByHandle { get; }

    /// <param name="root">Absolute path of an existing folder; links in it are followed once, now.</param>
    /// <returns>Null where it cannot be opened.</returns>
    public static GuardedFolder? Open(string root) => (GuardedFolder?)LinuxGuardedFolder.TryOpen(root) ?? CheckedGuardedFolder.TryOpen(root);

    /// <summary>The same without the kernel's help, as it is done where there is none.</summary>
    internal static GuardedFolder? OpenByName(string root) => CheckedGuardedFolder.TryOpen(root);

    /// <param name="path">The file.</param>
    /// <param name="file">All of it, as it was at one moment unless somebody writes into it meanwhile.</param>
    /// <param name="objection">Why not.</param>
    public abstract bool TryRead(TaskPath path, [NotNullWhen(true)] out GuardedFile? file, [NotNullWhen(false)] out FileObjection? objection);

    /// <param name="folder">A folder beneath the root, or the root.</param>
    /// <param name="listing">What is in it, links left out.</param>
    /// <param name="objection">Why not.</param>
    public abstract bool TryList(TaskPath folder, [NotNullWhen(true)] out GuardedListing? listing, [NotNullWhen(false)] out FileObjection? objection);

    /// <summary>Writes a whole file, so that a reader sees the old or the new text and nothing between. Folders that are missing are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it will hold.</param>
    /// <param name="expected">What it holds now; null where there must be nothing yet.</param>
    /// <param name="mode">Who may use it; null for what is usual.</param>
    /// <returns>Why not; null when it is written.</returns>
    public FileObjection? Write(TaskPath path, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte>? expected, UnixFileMode? mode)
    {
        if (bytes.Length > LargestBytes)
        {
            return new FileObjection(FileObjectionKind.TooLarge, $"'{path}' would be larger than {LargestBytes / (1024 * 1024)} MiB.");
        }

        return Objection(path, expected) ?? WriteChecked(path, bytes, isNew: expected is null, mode);
    }

    /// <param name="path">The file.</param>
    /// <param name="expected">What it holds now.</param>
    /// <returns>Why not; null when it is gone.</returns>
    public FileObjection? Delete(TaskPath path, ReadOnlyMemory<byte> expected) => Objection(path, expected) ?? DeleteChecked(path);

    /// <param name="path">The file.</param>
    /// <param name="to">Its new name; there is nothing yet. Folders that are missing are made.</param>
    /// <param name="expected">What it holds now.</param>
    /// <returns>Why not; null when it is renamed.</returns>
    public FileObjection? Rename(TaskPath path, TaskPath to, ReadOnlyMemory<byte> expected) => Objection(path, expected) ?? RenameChecked(path, to);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract FileObjection? WriteChecked(TaskPath path, ReadOnlyMemory<byte> bytes, bool isNew, UnixFileMode? mode);

    protected abstract FileObjection? DeleteChecked(TaskPath path);

    protected abstract FileObjection? RenameChecked(TaskPath path, TaskPath to);

    protected abstract void Dispose(bool disposing);

    private protected static string TemporaryName() => $".codeassist-{Guid.NewGuid():N}.tmp";

    private FileObjection? Objection(TaskPath path, ReadOnlyMemory<byte>? expected)
    {
        var isThere = TryRead(path, out var file, out var objection);
        return (expected, isThere) switch
        {
            (null, true) => new FileObjection(FileObjectionKind.Exists, $"'{path}' exists already."),
            (null, false) => objection!.Kind is FileObjectionKind.Missing ? null : objection,
            (_, false) => objection,
            _ => file!.Bytes.Span.SequenceEqual(expected.Value.Span) ? null : new FileObjection(FileObjectionKind.Changed, $"'{path}' is not what it was when it was read."),
        };
    }
}
