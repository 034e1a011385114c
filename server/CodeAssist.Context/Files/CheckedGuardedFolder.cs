using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>A guarded folder where the kernel has no such promise: every name on the way is looked at, before a file is opened and after.</summary>
internal sealed class CheckedGuardedFolder : GuardedFolder
{
    private static readonly EnumerationOptions _options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = false };

    private readonly string _root;

    private CheckedGuardedFolder(string root) => _root = root;

    public override bool IsByHandle => false;

    public static CheckedGuardedFolder? TryOpen(string root) => Directory.Exists(root) ? new CheckedGuardedFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) : null;

    public override bool TryRead(TaskPath path, [NotNullWhen(true)] out GuardedFile? file, [NotNullWhen(false)] out FileObjection? objection)
    {
        file = null;
        if (Links.IsOnTheWay(_root, path.Text))
        {
            objection = LeadsOutside(path);
            return false;
        }

        var full = Full(path);
        if (Directory.Exists(full))
        {
            objection = new FileObjection(FileObjectionKind.NotAFile, $"'{path}' is no ordinary file.");
            return false;
        }

        if (!UnhurriedFile.TryOpen(full, out var handle, out var failure))
        {
            objection = new FileObjection(
                failure.Kind switch
                {
                    SourceFileFailureKind.Missing => FileObjectionKind.Missing,
                    SourceFileFailureKind.NotAFile => FileObjectionKind.NotAFile,
                    _ => FileObjectionKind.Failed,
                },
                failure.Kind is SourceFileFailureKind.Missing ? $"There is no '{path}'." : $"'{path}' cannot be opened.");
            return false;
        }

        using (handle)
        {
            try
            {
                // Throws for a pipe; a device with content has no length.
                var length = RandomAccess.GetLength(handle);
                if (GuardedBytes.Read(path, handle, length, out objection) is not { } bytes)
                {
                    objection ??= LeadsOutside(path);
                    return false;
                }

                if (Links.IsOnTheWay(_root, path.Text) || (length == 0 && bytes.Length > 0))
                {
                    objection = LeadsOutside(path);
                    return false;
                }

                file = new GuardedFile(bytes, 1, OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(handle));
                return true;
            }
            catch (Exception exception) when (exception is NotSupportedException or IOException or UnauthorizedAccessException)
            {
                objection = new FileObjection(FileObjectionKind.NotAFile, $"'{path}' is no ordinary file.");
                return false;
            }
        }
    }

    public override bool TryList(TaskPath folder, [NotNullWhen(true)] out GuardedListing? listing, [NotNullWhen(false)] out FileObjection? objection)
    {
        listing = null;
        objection = Links.IsOnTheWay(_root, folder.Text) ? LeadsOutside(folder)
            : Directory.Exists(Full(folder)) ? null
            : new FileObjection(FileObjectionKind.Missing, $"There is no folder '{folder}'.");
        if (objection is not null)
        {
            return false;
        }

        try
        {
            listing = Listings.Of(folder, new FileSystemEnumerable<Listings.Seen>(Full(folder), Listings.See, _options));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            objection = new FileObjection(FileObjectionKind.Failed, $"'{folder}' cannot be listed.");
            return false;
        }
    }

    protected override FileObjection? WriteChecked(TaskPath path, ReadOnlyMemory<byte> bytes, bool isNew, UnixFileMode? mode) => Trying(path, () =>
    {
        var temporary = Path.Combine(Folder(path), TemporaryName());
        try
        {
            File.WriteAllBytes(temporary, bytes.ToArray());
            if (mode is { } wanted && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, wanted);
            }

            if (Links.IsOnTheWay(_root, path.Text))
            {
                return LeadsOutside(path);
            }

            File.Move(temporary, Full(path), overwrite: !isNew);
            return null;
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    protected override FileObjection? DeleteChecked(TaskPath path) => Trying(path, () =>
    {
        File.Delete(Full(path));
        return null;
    });

    protected override FileObjection? RenameChecked(TaskPath path, TaskPath to) => Trying(to, () =>
    {
        var folder = Folder(to);
        if (Links.IsOnTheWay(_root, to.Text))
        {
            return LeadsOutside(to);
        }

        File.Move(Full(path), Path.Combine(folder, to.Name), overwrite: false);
        return null;
    });

    protected override void Dispose(bool disposing)
    {
    }

    private string Full(TaskPath path) => path.Text.Length == 0 ? _root : Path.Combine(_root, path.Text);

    private string Folder(TaskPath path)
    {
        var folder = Full(path.Folder);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private FileObjection? Trying(TaskPath path, Func<FileObjection?> change)
    {
        if (Links.IsOnTheWay(_root, path.Text))
        {
            return LeadsOutside(path);
        }

        try
        {
            return change();
        }
        catch (IOException) when (File.Exists(Full(path)))
        {
            return new FileObjection(FileObjectionKind.Exists, $"'{path}' exists already, or a program holds it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileObjection(FileObjectionKind.Failed, $"'{path}' cannot be written.");
        }
    }

    private static FileObjection LeadsOutside(TaskPath path) => new(FileObjectionKind.LeadsOutside, $"'{path}' is reached over a link, which may lead anywhere.");
}
