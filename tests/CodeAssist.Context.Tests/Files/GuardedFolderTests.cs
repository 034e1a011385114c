using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Tests.Files;

/// <summary>Cases 17 to 20 where files are opened: everything beneath the root, no link, and only what is an ordinary file of an ordinary size.</summary>
public sealed class GuardedFolderTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("codeassist-guard").FullName;
    private readonly string _root;

    public GuardedFolderTests()
    {
        _root = Path.Combine(_top, "repo");
        Directory.CreateDirectory(Path.Combine(_root, "src"));
        Directory.CreateDirectory(Path.Combine(_top, "repo-evil"));
        File.WriteAllText(Path.Combine(_root, "src", "a.txt"), "inside");
        File.WriteAllText(Path.Combine(_top, "repo-evil", "a.txt"), "outside");
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public void On_this_kernel_every_step_is_kept_beneath_the_root()
    {
        using var folder = GuardedFolder.Open(_root)!;

        Assert.Equal(OperatingSystem.IsLinux(), folder.IsByHandle);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_read_created_changed_renamed_and_deleted(bool byHandle)
    {
        using var folder = Open(byHandle);

        Assert.Equal("inside", Text(folder, "src/a.txt"));
        Assert.Null(folder.Write(At("new/deep/b.txt"), Bytes("one"), expected: null, mode: null));
        Assert.Null(folder.Write(At("new/deep/b.txt"), Bytes("two"), Bytes("one"), mode: null));
        Assert.Null(folder.Rename(At("new/deep/b.txt"), At("other/c.txt"), Bytes("two")));
        Assert.Equal("two", Text(folder, "other/c.txt"));
        Assert.Null(folder.Delete(At("other/c.txt"), Bytes("two")));
        Assert.Equal(FileObjectionKind.Missing, Objection(folder, "other/c.txt").Kind);
        Assert.Empty(Directory.GetFiles(_root, "*.tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_not_as_it_was_read_is_left_alone(bool byHandle)
    {
        using var folder = Open(byHandle);

        Assert.Equal(FileObjectionKind.Changed, folder.Write(At("src/a.txt"), Bytes("new"), Bytes("else"), null)!.Kind);
        Assert.Equal(FileObjectionKind.Exists, folder.Write(At("src/a.txt"), Bytes("new"), null, null)!.Kind);
        Assert.Equal(FileObjectionKind.Changed, folder.Delete(At("src/a.txt"), Bytes("else"))!.Kind);
        File.WriteAllText(Path.Combine(_root, "b.txt"), "there");
        Assert.Equal(FileObjectionKind.Exists, folder.Rename(At("src/a.txt"), At("b.txt"), Bytes("inside"))!.Kind);
        Assert.Equal("inside", Text(folder, "src/a.txt"));
        Assert.Equal("there", Text(folder, "b.txt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A2_case_18_a_link_on_the_way_is_never_followed(bool byHandle)
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "out"), Path.Combine(_top, "repo-evil"));
        File.CreateSymbolicLink(Path.Combine(_root, "file.txt"), Path.Combine(_top, "repo-evil", "a.txt"));
        using var folder = Open(byHandle);

        Assert.Equal(FileObjectionKind.LeadsOutside, Objection(folder, "out/a.txt").Kind);
        Assert.Equal(FileObjectionKind.LeadsOutside, Objection(folder, "file.txt").Kind);
        Assert.NotNull(folder.Write(At("out/new.txt"), Bytes("x"), null, null));
        Assert.NotNull(folder.Write(At("file.txt"), Bytes("x"), Bytes("outside"), null));
        Assert.NotNull(folder.Rename(At("src/a.txt"), At("out/b.txt"), Bytes("inside")));
        Assert.NotNull(folder.Delete(At("out/a.txt"), Bytes("outside")));
        Assert.False(folder.TryList(At("out"), out _, out _));
        Assert.True(folder.TryList(TaskPath.Root, out var listing, out _));
        Assert.Equal("src", Assert.Single(listing.Entries).Path.Text);
        Assert.Equal(2, listing.Skipped);
        Assert.Equal(["a.txt"], Directory.GetFiles(Path.Combine(_top, "repo-evil")).Select(path => Path.GetFileName(path)!), StringComparer.Ordinal);
        Assert.Equal("outside", File.ReadAllText(Path.Combine(_top, "repo-evil", "a.txt")));
    }

    [Fact]
    public void Case_18_another_disk_mounted_below_is_not_entered()
    {
        // Every Linux has one here.
        using var folder = GuardedFolder.Open("/")!;

        Assert.SkipUnless(folder.IsByHandle, "Only the kernel can tell.");
        Assert.Equal(FileObjectionKind.LeadsOutside, Objection(folder, "proc/version").Kind);
    }

    [Fact]
    public async Task Case_18_a_walk_says_that_it_left_another_disk_out()
    {
        using var folder = GuardedFolder.Open("/")!;
        Assert.SkipUnless(folder.IsByHandle, "Only the kernel can tell.");

        var (files, _, skipped) = await new TaskFiles("/", folder).WalkAsync(At("proc"), most: 10, TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (files.Count, skipped));
    }

    [Fact]
    public void Case_20_a_second_name_of_a_file_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The other way cannot tell.");
        using var made = Process.Start("ln", [Path.Combine(_top, "repo-evil", "a.txt"), Path.Combine(_root, "second.txt")]);
        made.WaitForExit();
        using var folder = Open(byHandle: true);

        Assert.True(folder.TryRead(At("second.txt"), out var file, out _));
        Assert.Equal(2, file.Links);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_20_a_pipe_a_device_and_a_folder_are_refused_without_waiting(bool byHandle)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        using var made = Process.Start("mkfifo", [Path.Combine(_root, "pipe")]);
        made.WaitForExit();
        using var folder = Open(byHandle);

        Assert.Equal(FileObjectionKind.NotAFile, Objection(folder, "pipe").Kind);
        Assert.Equal(FileObjectionKind.NotAFile, Objection(folder, "src").Kind);
        Assert.NotNull(folder.Write(At("pipe"), Bytes("x"), Bytes(""), null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_20_a_socket_and_a_device_without_end_are_refused_without_waiting(bool byHandle)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "They lie elsewhere on other systems.");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_root, "socket")));
        listener.Listen();
        using var folder = Open(byHandle);
        using var devices = (byHandle ? GuardedFolder.Open("/dev") : GuardedFolder.OpenByName("/dev"))!;

        Assert.Equal(FileObjectionKind.NotAFile, Objection(folder, "socket").Kind);
        Assert.NotNull(folder.Write(At("socket"), Bytes("x"), Bytes(""), null));
        Assert.False(devices.TryRead(At("zero"), out _, out _));
    }

    /// <summary>What lies there when it is read is more than it was when its length was asked for.</summary>
    [Theory]
    [InlineData(100, true)]
    [InlineData(GuardedFolder.LargestBytes, true)]
    [InlineData(GuardedFolder.LargestBytes + 1, false)]
    [InlineData(3 * GuardedFolder.LargestBytes, false)]
    public void Case_20_a_file_that_grows_while_it_is_read_is_read_to_its_end_or_refused(int grown, bool isRead)
    {
        var path = Path.Combine(_root, "grows");
        File.WriteAllBytes(path, new byte[grown]);
        using var handle = File.OpenHandle(path);

        var bytes = GuardedBytes.Read(At("grows"), handle, length: 3, out var objection);

        Assert.Equal(isRead ? (int?)grown : null, bytes?.Length);
        Assert.Equal(isRead ? null : (FileObjectionKind?)FileObjectionKind.TooLarge, objection?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_20_a_file_of_a_terabyte_is_refused_before_it_is_read(bool byHandle)
    {
        using (var huge = File.Create(Path.Combine(_root, "huge")))
        {
            huge.SetLength(1L << 40);
        }

        using var folder = Open(byHandle);

        Assert.Equal(FileObjectionKind.TooLarge, Objection(folder, "huge").Kind);
    }

    [Fact]
    public void Case_20_a_long_folder_is_listed_in_part()
    {
        var many = Directory.CreateDirectory(Path.Combine(_root, "many")).FullName;
        foreach (var number in Enumerable.Range(0, GuardedFolder.MostEntries + 1))
        {
            File.Create(Path.Combine(many, number.ToString(System.Globalization.CultureInfo.InvariantCulture))).Dispose();
        }

        using var folder = Open(byHandle: true);

        Assert.True(folder.TryList(At("many"), out var listing, out _));
        Assert.False(listing.IsWhole);
        Assert.Equal(GuardedFolder.MostEntries, listing.Entries.Count);
    }

    [Fact]
    public void A_file_keeps_its_rights_when_it_is_written()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps them elsewhere.");
            return;
        }

        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Path.Combine(_root, "src", "a.txt"), Mode);
        using var folder = Open(byHandle: true);

        Assert.True(folder.TryRead(At("src/a.txt"), out var file, out _));
        Assert.Null(folder.Write(At("src/a.txt"), Bytes("new"), file.Bytes, file.Mode));
        Assert.Equal(Mode, File.GetUnixFileMode(Path.Combine(_root, "src", "a.txt")));
    }

    [Fact]
    public void Case_26_the_root_stays_the_folder_that_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The other way goes by name.");
        using var folder = Open(byHandle: true);
        Directory.Move(_root, Path.Combine(_top, "moved"));
        Directory.CreateSymbolicLink(_root, Path.Combine(_top, "repo-evil"));

        Assert.Equal("inside", Text(folder, "src/a.txt"));
        Assert.Equal(FileObjectionKind.Missing, Objection(folder, "a.txt").Kind);
    }

    internal static TaskPath At(string path) => TaskPath.TryParse(path, out var parsed, out var objection) ? parsed : throw new ArgumentException(objection, nameof(path));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(GuardedFolder folder, string path) =>
        folder.TryRead(At(path), out var file, out var objection) ? Encoding.UTF8.GetString(file.Bytes.Span) : throw new InvalidOperationException(objection.Why);

    private static FileObjection Objection(GuardedFolder folder, string path)
    {
        Assert.False(folder.TryRead(At(path), out _, out var objection));
        return objection;
    }

    private GuardedFolder Open(bool byHandle) => (byHandle ? GuardedFolder.Open(_root) : GuardedFolder.OpenByName(_root))!;
}
