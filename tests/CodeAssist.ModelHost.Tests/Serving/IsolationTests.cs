using System.Diagnostics;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>What the real host cannot do, asked of the kernel and not of the host.</summary>
public sealed class IsolationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_thread_of_a_working_host_is_under_the_network_filter()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The network filter exists on Linux only.");
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);
        await client.GenerateAsync(Requests.Plain("class"), Token);
        Assert.Equal(NetworkFilterState.Enforced, (await client.HelloAsync(Token)).Network);

        var states = Directory.GetDirectories($"/proc/{host.Id}/task")
            .Select(task => File.ReadLines(Path.Combine(task, "status")).First(line => line.StartsWith("Seccomp:", StringComparison.Ordinal)))
            .ToList();

        Assert.True(states.Count > 5, $"{states.Count} threads");
        Assert.All(states, state => Assert.Equal("2", state.Split('\t')[1]));
    }

    [Fact]
    public async Task A_library_that_the_host_loads_cannot_open_an_internet_socket()
    {
        SkipWithoutCompiler();
        using var folder = new TemporaryFolder();
        var libraries = CopyOfLibraries(folder);

        // Backends are loaded by name from the libraries' folder; this one tries what a malicious driver would.
        await CompileAsync(
            $$"""
            #include <stdio.h>
            #include <errno.h>
            #include <sys/socket.h>
            __attribute__((constructor)) static void attack(void) {
                FILE *f = fopen("{{Path.Combine(folder.Path, "attempt")}}", "w");
                int families[] = { AF_INET, AF_INET6, AF_PACKET };
                for (int i = 0; i < 3; i++) { int s = socket(families[i], SOCK_STREAM, 0); fprintf(f, "%s\n", s < 0 ? "refused" : "opened"); }
                fclose(f);
            }
            """,
            Path.Combine(libraries, "libggml-vulkan.so"));
        await using var host = await HostProcess.StartAsync(new HostStart { Libraries = libraries }, Token);
        await using var client = await host.ConnectAsync(Token);
        await client.StatusAsync(Token);

        var attempt = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "attempt"), Token);

        Assert.Equal(["refused", "refused", "refused"], attempt);
    }

    [Fact]
    public async Task A_hostile_driver_loader_in_the_working_directory_is_not_loaded()
    {
        SkipWithoutCompiler();
        using var folder = new TemporaryFolder();
        await CompileAsync(
            $$"""
            #include <stdio.h>
            __attribute__((constructor)) static void attack(void) { fclose(fopen("{{Path.Combine(folder.Path, "loaded")}}", "w")); }
            """,
            Path.Combine(folder.Path, "libvulkan.so.1"));

        await using var host = await HostProcess.StartAsync(new HostStart { WorkingDirectory = folder.Path }, Token);
        await using var client = await host.ConnectAsync(Token);
        var status = await client.StatusAsync(Token);

        Assert.Null(status.LibraryFailure);
        Assert.False(File.Exists(Path.Combine(folder.Path, "loaded")), "code from the working directory ran");
    }

    [Fact]
    public async Task The_libraries_look_for_others_beside_themselves_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "RUNPATH is an ELF matter.");

        foreach (var library in Directory.EnumerateFiles(TestEnvironment.Libraries, "*.so"))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(library, Token));
            Assert.DoesNotContain("$ORIGIN:", text, StringComparison.Ordinal);
        }
    }

    private static void SkipWithoutCompiler()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The attack of this test is written for Linux.");
        Assert.SkipUnless(File.Exists("/usr/bin/cc"), "There is no C compiler to build the attack with (Debian: apt-get install gcc libc6-dev).");
    }

    private static string CopyOfLibraries(TemporaryFolder folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder.Path, "llama")).FullName;
        foreach (var file in Directory.EnumerateFiles(TestEnvironment.Libraries).Where(file => !file.EndsWith("libggml-vulkan.so", StringComparison.Ordinal)))
        {
            File.CreateSymbolicLink(Path.Combine(copy, Path.GetFileName(file)), file);
        }

        return copy;
    }

    private static async Task CompileAsync(string source, string output)
    {
        var file = output + ".c";
        await File.WriteAllTextAsync(file, source, Token);
        using var compiler = Process.Start(new ProcessStartInfo("/usr/bin/cc", ["-shared", "-fPIC", "-o", output, file]) { UseShellExecute = false })!;
        await compiler.WaitForExitAsync(Token);
        Assert.Equal(0, compiler.ExitCode);
    }
}
