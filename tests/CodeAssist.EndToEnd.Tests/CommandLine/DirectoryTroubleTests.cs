using System.Diagnostics;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>Directories of the user's that cannot be used: a sentence, code 3, and nothing hangs.</summary>
public sealed class DirectoryTroubleTests : ProductTest
{
    private const int Unavailable = 3;

    [Theory]
    [InlineData("state")]
    [InlineData("cache")]
    [InlineData("data")]
    [InlineData("run")]
    public async Task A_file_in_the_way_of_a_directory(string directory)
    {
        var inTheWay = User.In(directory);
        await File.WriteAllTextAsync(inTheWay, "", TestContext.Current.CancellationToken);

        await EveryVerbRefusesAsync(inTheWay);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses a file system of Linux where nothing can be made.");
        User.Environment["XDG_STATE_HOME"] = "/proc/codeassist";

        await EveryVerbRefusesAsync("/proc/codeassist");
    }

    [Fact]
    public async Task A_runtime_directory_too_long_for_a_socket()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sockets in directories.");
        User.Environment["XDG_RUNTIME_DIR"] = User.In(new string('r', 90));

        await EveryVerbRefusesAsync("XDG_RUNTIME_DIR");
    }

    [Theory]
    [InlineData("state")]
    [InlineData("cache")]
    public async Task A_full_disk(string directory)
    {
        using var disk = SmallDisk.MountOrSkip(User.In(directory));
        disk.Fill();

        await EveryVerbRefusesAsync(User.In(directory), "full");
    }

    /// <summary>Logs go there, and the shaders of drivers: nothing that an answer needs.</summary>
    [Fact]
    public async Task A_disk_that_fills_up_while_the_server_runs_costs_the_logs_and_no_suggestion()
    {
        using var state = SmallDisk.MountOrSkip(User.In("state"));
        using var cache = SmallDisk.MountOrSkip(User.In("cache"));
        User.Settings["log.level"] = "debug";
        var server = await StartReadyServerAsync();
        state.Fill();
        cache.Fill();

        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
        Signals.Kill(await server.HostIdAsync());
        await server.StatusAsync("ready");
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Other.cs", CaretText.Obvious));

        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    private async Task EveryVerbRefusesAsync(params string[] sentenceParts)
    {
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        (await RunAsync("complete", "--json", CaretText.Obvious.Place(file))).IsRefused(Unavailable, sentenceParts);
        (await RunAsync("lsp")).IsRefused(Unavailable, sentenceParts);
        var doctor = await RunAsync("doctor", "--json");
        var problem = Assert.Single(doctor.ToJson()["problems"]!.AsArray())!;
        Assert.Equal(Unavailable, doctor.ExitCode);
        Assert.All(sentenceParts, part => Assert.Contains(part, $"{problem["message"]} {problem["nextStep"]}", StringComparison.Ordinal));
    }

    /// <summary>A file system of 64 KiB.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _folder;

        private SmallDisk(string folder) => _folder = folder;

        public static SmallDisk MountOrSkip(string folder)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName is "root", "Only root on Linux can mount a small disk.");
            Directory.CreateDirectory(folder);
            var mounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "codeassist-test", folder);
            Assert.SkipUnless(mounted, "Mounting is not allowed here, as in most containers.");
            return new SmallDisk(folder);
        }

        /// <summary>Fills what is left, to the last byte.</summary>
        public void Fill()
        {
            using var file = File.Create(Path.Combine(_folder, "filler"), bufferSize: 1);
            for (var size = 4096; size > 0; size /= 2)
            {
                try
                {
                    while (true)
                    {
                        file.Write(new byte[size]);
                    }
                }
                catch (IOException)
                {
                    // Full for pieces of this size.
                }
            }
        }

        // Lazily: a process that is about to end may still hold a file there.
        public void Dispose() => Run("umount", "--lazy", _folder);

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
