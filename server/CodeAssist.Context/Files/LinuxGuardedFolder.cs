using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using CodeAssist.Core.Agent.Files;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Context.Files;

/// <summary>A guarded folder whose every step the kernel keeps beneath its open root.</summary>
internal sealed class LinuxGuardedFolder : GuardedFolder
{
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;
    private const int FolderKind = 0x4000;
    private const uint UsualMode = 0x1B6; // rw-rw-rw-, less what the user's mask takes

    private static readonly EnumerationOptions _options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = false };

    private readonly SafeFileHandle _root;

    private LinuxGuardedFolder(SafeFileHandle root) => _root = root;

    public override bool IsByHandle => true;

    /// <returns>Null on another system, on an older kernel, or where the folder cannot be opened.</returns>
    public static LinuxGuardedFolder? TryOpen(string root)
    {
        if (!LinuxFileCalls.AreKnown || !Directory.Exists(root))
        {
            return null;
        }

        if (LinuxFileCalls.OpenRoot(root) is not { } handle)
        {
            return null;
        }

        if (LinuxFileCalls.Look(handle) is { } look && (look.Mode & KindMask) == FolderKind && Works(handle))
        {
            return new LinuxGuardedFolder(handle);
        }

        handle.Dispose();
        return null;
    }

    public override bool TryRead(TaskPath path, [NotNullWhen(true)] out GuardedFile? file, [NotNullWhen(false)] out FileObjection? objection)
    {
        file = null;
        using var handle = LinuxFileCalls.Open(_root, path.Text, LinuxFileCalls.ReadOnly | LinuxFileCalls.NoWaiting | LinuxFileCalls.NoTerminal, 0, out var error);
        objection = handle is null ? Explain(path, error) : null;
        if (handle is null || Bytes(path, handle, out var look, out objection) is not { } bytes)
        {
            objection ??= NotAFile(path);
            return false;
        }

        file = new GuardedFile(bytes, look.Links, (UnixFileMode)(look.Mode & 0xFFF));
        return true;
    }

    public override bool TryList(TaskPath folder, [NotNullWhen(true)] out GuardedListing? listing, [NotNullWhen(false)] out FileObjection? objection)
    {
        listing = null;
        using var handle = LinuxFileCalls.OpenFolder(_root, folder.Text, out var error);
        if (handle is null)
        {
            objection = Explain(folder, error);
            return false;
        }

        try
        {
            // The name of the open folder itself: nobody can put another one in its place.
            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}/");
            listing = Listings.Of(folder, new FileSystemEnumerable<Listings.Seen>(name, Listings.See, _options));
            objection = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            objection = new FileObjection(FileObjectionKind.Failed, $"'{folder}' cannot be listed.");
            return false;
        }
    }

    protected override FileObjection? WriteChecked(TaskPath path, ReadOnlyMemory<byte> bytes, bool isNew, UnixFileMode? mode)
    {
        using var folder = FolderOf(path, out var objection);
        if (folder is null)
        {
            return objection;
        }

        var temporary = TemporaryName();
        using (var file = LinuxFileCalls.Open(folder, temporary, LinuxFileCalls.WriteOnly | LinuxFileCalls.Create | LinuxFileCalls.Exclusive, UsualMode, out var error))
        {
            objection = file is null ? Explain(path, error) : Fill(path, file, bytes, mode);
        }

        var renamed = objection is null ? LinuxFileCalls.Rename(folder, temporary, folder, path.Name, mayReplace: !isNew) : 0;
        if (objection is not null || renamed != 0)
        {
            LinuxFileCalls.Unlink(folder, temporary);
        }

        return objection ?? (renamed == 0 ? null : Explain(path, renamed));
    }

    protected override FileObjection? DeleteChecked(TaskPath path)
    {
        using var folder = LinuxFileCalls.OpenFolder(_root, path.Folder.Text, out var error);
        error = folder is null ? error : LinuxFileCalls.Unlink(folder, path.Name);
        return error == 0 ? null : Explain(path, error);
    }

    protected override FileObjection? RenameChecked(TaskPath path, TaskPath to)
    {
        using var from = LinuxFileCalls.OpenFolder(_root, path.Folder.Text, out var error);
        if (from is null)
        {
            return Explain(path, error);
        }

        using var folder = FolderOf(to, out var objection);
        error = folder is null ? 0 : LinuxFileCalls.Rename(from, path.Name, folder, to.Name, mayReplace: false);
        return objection ?? (error == 0 ? null : Explain(to, error));
    }

    protected override void Dispose(bool disposing) => _root.Dispose();

    // A kernel without the call, or a container that forbids it, says so once and for all.
    private static bool Works(SafeFileHandle root)
    {
        using var again = LinuxFileCalls.OpenFolder(root, "", out _);
        return again is not null;
    }

    /// <summary>The folder that a file is to lie in, made where it is missing, one step beneath the other.</summary>
    private SafeFileHandle? FolderOf(TaskPath path, out FileObjection? objection)
    {
        objection = null;
        var folder = LinuxFileCalls.OpenFolder(_root, "", out var error);
        foreach (var name in path.Folder.Names)
        {
            if (folder is null)
            {
                break;
            }

            var next = LinuxFileCalls.OpenFolder(folder, name, out error);
            if (next is null && error == LinuxFileCalls.NoEntry && LinuxFileCalls.MakeFolder(folder, name) is 0 or LinuxFileCalls.Exists)
            {
                next = LinuxFileCalls.OpenFolder(folder, name, out error);
            }

            folder.Dispose();
            folder = next;
        }

        objection = folder is null ? Explain(path, error) : null;
        return folder;
    }

    private static FileObjection? Fill(TaskPath path, SafeFileHandle file, ReadOnlyMemory<byte> bytes, UnixFileMode? mode)
    {
        try
        {
            RandomAccess.Write(file, bytes.Span, 0);
            if (mode is { } wanted && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, wanted);
            }

            RandomAccess.FlushToDisk(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileObjection(FileObjectionKind.Failed, $"'{path}' cannot be written; the disk may be full.");
        }
    }

    private static byte[]? Bytes(TaskPath path, SafeFileHandle handle, out (int Mode, int Links, long Length) look, out FileObjection? objection)
    {
        look = LinuxFileCalls.Look(handle) ?? default;
        if ((look.Mode & KindMask) != RegularKind)
        {
            objection = NotAFile(path);
            return null;
        }

        return GuardedBytes.Read(path, handle, look.Length, out objection);
    }

    private static FileObjection NotAFile(TaskPath path) => new(FileObjectionKind.NotAFile, $"'{path}' is no ordinary file.");

    private static FileObjection Explain(TaskPath path, int error) => error switch
    {
        LinuxFileCalls.NoEntry or LinuxFileCalls.NotAFolder => new(FileObjectionKind.Missing, $"There is no '{path}'."),
        LinuxFileCalls.Exists => new(FileObjectionKind.Exists, $"'{path}' exists already."),
        LinuxFileCalls.FollowsLinks => new(FileObjectionKind.LeadsOutside, $"'{path}' is reached over a link, which may lead anywhere."),
        LinuxFileCalls.CrossesDevices => new(FileObjectionKind.LeadsOutside, $"'{path}' lies on another disk or outside the root of the task."),
        LinuxFileCalls.IsAFolder or LinuxFileCalls.NoDeviceOrSocket => NotAFile(path),
        LinuxFileCalls.NoSpace => new(FileObjectionKind.Failed, $"'{path}' cannot be written: the disk is full."),
        LinuxFileCalls.NotPermitted or LinuxFileCalls.AccessDenied => new(FileObjectionKind.Failed, $"The system does not allow '{path}'."),
        _ => new(FileObjectionKind.Failed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{path}' cannot be opened (error {error}).")),
    };
}
