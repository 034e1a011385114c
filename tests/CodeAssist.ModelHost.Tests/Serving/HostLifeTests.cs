using System.Diagnostics;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

public sealed class HostLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_says_ready_answers_and_leaves_after_its_last_client()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        Assert.Equal("ready", host.FirstLine);
        await using (var client = await host.ConnectAsync(Token))
        {
            var hello = await client.HelloAsync(Token);
            Assert.Equal(host.Id, hello.ProcessId);
            Assert.Equal("test", hello.Build);
            Assert.Equal(HostProtocol.Version, hello.Protocol);
        }

        Assert.Equal(0, await host.WaitForExitAsync(Token));
        Assert.Contains("nobody needs it", host.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(host.Endpoint.PipeName));
    }

    [Fact]
    public async Task A_host_holds_nothing_of_whoever_started_it()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.HelloAsync(Token);

        // The end of the pipe, while the host lives on.
        Assert.Equal("", await host.RestOfOutputAsync(Token));
        Assert.False(host.HasExited);
    }

    [Fact]
    public async Task A_second_host_of_the_same_name_says_so_and_leaves()
    {
        using var folder = new TemporaryFolder();
        await using var first = await HostProcess.StartAsync(new HostStart(folder), Token);
        await using var client = await first.ConnectAsync(Token);

        await using var second = await HostProcess.StartAsync(new HostStart(folder), Token);

        Assert.Equal("already-running", second.FirstLine);
        Assert.Equal(0, await second.WaitForExitAsync(Token));
        Assert.Equal(first.Id, (await client.HelloAsync(Token)).ProcessId);
    }

    [Fact]
    public async Task Two_hosts_started_at_once_are_one()
    {
        using var folder = new TemporaryFolder();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => HostProcess.StartAsync(new HostStart(folder), Token)));

        Assert.Equal(1, hosts.Count(host => host.FirstLine is "ready"));
        Assert.Equal(3, hosts.Count(host => host.FirstLine is "already-running"));
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_host_whose_predecessor_was_killed_takes_over_its_name()
    {
        using var folder = new TemporaryFolder();
        await using (var killed = await HostProcess.StartAsync(new HostStart(folder), Token))
        {
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        await using var host = await HostProcess.StartAsync(new HostStart(folder), Token);
        await using var client = await host.ConnectAsync(Token);

        Assert.Equal("ready", host.FirstLine);
        Assert.Equal(host.Id, (await client.HelloAsync(Token)).ProcessId);
    }

    [Fact]
    public async Task A_host_that_is_told_to_end_ends_cleanly_with_a_model_loaded_and_a_client_connected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGTERM is sent with kill(1), which is not everywhere.");
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        Assert.Null((await client.LoadAsync(TestModels.BuiltInPath, Token)).Failure);

        using (var kill = Process.Start("kill", ["-TERM", host.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Token);
        }

        Assert.Equal(0, await host.WaitForExitAsync(Token));
        Assert.Contains("told to end", host.Log, StringComparison.Ordinal);
        await client.Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Only_this_user_can_reach_the_pipe()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("File modes of sockets are looked at on Linux.");
            return;
        }

        await using var host = await HostProcess.StartAsync(new HostStart(), Token);

        var mode = File.GetUnixFileMode(host.Endpoint.PipeName);

        Assert.Equal((UnixFileMode)0, mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("serve", "--runtime-dir")]
    [InlineData("serve", "--runtime-dir", "relative", "--build", "b", "--libraries", "/l", "--idle-exit-seconds", "1", "--log-file", "/g", "--cache-dir", "/c")]
    [InlineData("serve", "--runtime-dir", "/r", "--build", "b", "--libraries", "/l", "--idle-exit-seconds", "soon", "--log-file", "/g", "--cache-dir", "/c")]
    [InlineData("dance")]
    [InlineData]
    public async Task A_wrong_command_line_is_told_how_it_should_be(params string[] arguments)
    {
        var (exitCode, errors) = await RunAsync(arguments);

        Assert.Equal(64, exitCode);
        Assert.Contains("usage: codeassist-host serve", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_directory_that_is_not_there_is_one_sentence()
    {
        var (exitCode, errors) = await RunAsync(
            "serve", "--runtime-dir", "/nowhere/at/all", "--build", "b", "--libraries", "/l", "--idle-exit-seconds", "1", "--log-file", "/tmp/x", "--cache-dir", "/c");

        Assert.Equal(73, exitCode);
        Assert.StartsWith("codeassist-host cannot start", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(HostProcess.Executable, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, errors);
    }
}
