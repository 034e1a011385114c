using System.Diagnostics;
using System.Runtime.Versioning;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Tests.Directories;

/// <summary>Making the directories on a real disk, a full one and one that somebody else prepared among them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AppDirectoriesOnDiskTests : IDisposable
{
    private const string UnixOnly = "Modes and owners are Unix's.";
    private const string RootOnly = "Needs root: mounts a small disk and makes files of another user.";
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public static bool IsLinuxRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public void Every_directory_is_made_for_the_user_alone()
    {
        var directories = Below(_folder);

        Assert.Empty(directories.Create());

        foreach (var path in (string[])[directories.Config, directories.Data, directories.State, directories.Cache, directories.Runtime])
        {
            Assert.Equal(UserOnly, File.GetUnixFileMode(path));
            Assert.Empty(Directory.GetFiles(path));
        }
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public void Making_them_again_changes_nothing()
    {
        var directories = Below(_folder);

        Assert.Empty(directories.Create());
        Assert.Empty(directories.Create());
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public void A_file_in_the_way_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "cache"), "");

        var failure = Assert.Single(Below(_folder).Create());

        Assert.Equal(ProcessFailureKind.DirectoryUnusable, failure.Kind);
        Assert.Equal($"The directory '{Path.Combine(_folder, "cache")}' cannot be made or written: a file of that name is in the way.", failure.Message);
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public void A_runtime_directory_open_to_others_is_closed()
    {
        var directories = Below(_folder);
        Directory.CreateDirectory(directories.Runtime);
        File.SetUnixFileMode(directories.Runtime, UserOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        Assert.Empty(directories.Create());

        Assert.Equal(UserOnly, File.GetUnixFileMode(directories.Runtime));
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public void A_link_in_place_of_the_runtime_directory_is_refused()
    {
        var directories = Below(_folder);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        File.CreateSymbolicLink(directories.Runtime, elsewhere);

        var failure = Assert.Single(directories.Create());

        Assert.Equal(ProcessFailureKind.DirectoryNotPrivate, failure.Kind);
        Assert.Contains("link to", failure.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_RUNTIME_DIR", failure.NextStep, StringComparison.Ordinal);
    }

    [Fact(Skip = RootOnly, SkipUnless = nameof(IsLinuxRoot))]
    public async Task A_runtime_directory_of_another_user_is_refused()
    {
        var directories = Below(_folder);
        Directory.CreateDirectory(directories.Runtime);
        await ShellAsync("chown", "65534", directories.Runtime);

        var failure = Assert.Single(directories.Create());

        Assert.Equal(ProcessFailureKind.DirectoryNotPrivate, failure.Kind);
        Assert.Contains("belongs to user 65534", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Skip = RootOnly, SkipUnless = nameof(IsLinuxRoot))]
    public async Task A_full_disk_is_said_to_be_full()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "cache")).FullName;
        await ShellAsync("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", disk);
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(disk, "filler"), new byte[4096], TestContext.Current.CancellationToken);

            var failure = Assert.Single(Below(_folder).Create());

            Assert.Equal(ProcessFailureKind.DiskFull, failure.Kind);
            Assert.Equal($"The directory '{disk}' cannot be written: the disk is full.", failure.Message);
            Assert.Equal([Path.Combine(disk, "filler")], Directory.GetFiles(disk));
        }
        finally
        {
            await ShellAsync("umount", disk);
        }
    }

    [Fact(Skip = RootOnly, SkipUnless = nameof(IsLinuxRoot))]
    public async Task A_read_only_disk_is_said_to_be_read_only()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "cache")).FullName;
        await ShellAsync("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk);
        try
        {
            var failure = Assert.Single(Below(_folder).Create());

            Assert.Contains("the file system is read-only", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await ShellAsync("umount", disk);
        }
    }

    private static AppDirectories Below(string folder) => new(
        Config: Path.Combine(folder, "config"),
        Data: Path.Combine(folder, "data"),
        State: Path.Combine(folder, "state"),
        Cache: Path.Combine(folder, "cache"),
        Runtime: Path.Combine(folder, "run"),
        Log: Path.Combine(folder, "state", "log"));

    private static async Task ShellAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
