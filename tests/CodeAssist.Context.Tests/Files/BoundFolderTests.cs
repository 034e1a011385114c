using System.Runtime.InteropServices;
using CodeAssist.Context.Files;

namespace CodeAssist.Context.Tests.Files;

/// <summary>Case 18, bind mounts: a folder of the same disk that is bound to a name beneath the root leads outside, though no name on the way is a link.</summary>
public sealed partial class BoundFolderTests : IDisposable
{
    private const int NewMounts = 0x20000; // CLONE_NEWNS
    private const ulong PrivateMounts = 0x4000 | 0x40000; // MS_REC | MS_PRIVATE
    private const ulong Bind = 0x1000; // MS_BIND

    private readonly string _top = Directory.CreateTempSubdirectory("codeassist-bound").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public void Case_18_what_is_bound_to_a_name_beneath_the_root_is_neither_read_nor_listed_nor_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Folders are bound on Linux.");
        var (root, outside) = (Path.Combine(_top, "root"), Path.Combine(_top, "outside"));
        var bound = Directory.CreateDirectory(Path.Combine(root, "bound")).FullName;
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "f"), "CANARY");
        string? seen = null;
        List<FileObjectionKind?> objections = [];

        // The mounts of a thread end with it; nobody else sees them.
        var thread = new Thread(() =>
        {
            if (Unshare(NewMounts) != 0 || Mount("none", "/", null, PrivateMounts, 0) != 0 || Mount(outside, bound, null, Bind, 0) != 0)
            {
                return;
            }

            seen = File.ReadAllText(Path.Combine(bound, "f"));
            using var folder = GuardedFolder.Open(root)!;
            folder.TryRead(GuardedFolderTests.At("bound/f"), out _, out var unread);
            folder.TryList(GuardedFolderTests.At("bound"), out _, out var unlisted);
            objections.AddRange([unread?.Kind, unlisted?.Kind, folder.Write(GuardedFolderTests.At("bound/new"), "x"u8.ToArray(), expected: null, mode: null)?.Kind]);
        });
        thread.Start();
        thread.Join();

        Assert.SkipWhen(seen is null, "This user may not bind folders.");
        Assert.Equal("CANARY", seen);
        Assert.Equal([FileObjectionKind.LeadsOutside, FileObjectionKind.LeadsOutside, FileObjectionKind.LeadsOutside], objections);
        Assert.Equal(["f"], Directory.GetFileSystemEntries(outside).Select(path => Path.GetFileName(path)!), StringComparer.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "unshare")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Mount(string source, string target, string? kind, ulong flags, nint data);
}
