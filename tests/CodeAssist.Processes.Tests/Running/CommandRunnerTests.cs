using System.Net.Sockets;
using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Tests.Running;

/// <summary>Real commands, run by a real broker.</summary>
[Collection(OneAtATime)]
public sealed class CommandRunnerTests : IDisposable
{
    /// <summary>One after the other: some look at all control groups that there are.</summary>
    public const string OneAtATime = "commands";

    // How many of a thousand come to be; none of them does anything.
    private const string Forks =
        """
        import os, signal, sys, time
        made = 0
        for _ in range(1000):
            try:
                if os.fork() == 0:
                    signal.pause()
                made += 1
            except OSError:
                break
        print(made, flush=True)
        time.sleep(20)
        """;

    private readonly HostSandbox _sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_command_runs_in_its_folder_and_says_how_it_ended()
    {
        var report = await RunAsync(RunLimits.Usual, "sh", "-c", "pwd; echo wrong >&2; exit 3");

        Assert.Equal((3, null), (report.ExitCode, report.Stopped));
        Assert.Contains(_sandbox.Folder, report.Output, StringComparison.Ordinal);
        Assert.Contains("wrong", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_23_no_shell_sees_its_words()
    {
        var report = await RunAsync(RunLimits.Usual, "echo", "a; touch hacked", "&&", "$(id)", "`id`", "${x@P}", "*");

        Assert.Equal("a; touch hacked && $(id) `id` ${x@P} *\n", report.Output);
        Assert.False(File.Exists(Path.Combine(_sandbox.Folder, "hacked")));
    }

    [Fact]
    public async Task What_was_not_approved_is_not_run()
    {
        await using var broker = _sandbox.StartBroker();
        var request = Request(RunLimits.Usual, "touch", "made") with { Words = ["touch", "other"] };

        var (report, failure) = await broker.RunCommandAsync(request, Cancellation);

        Assert.Null(report);
        Assert.Contains("another command", failure!.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_sandbox.Folder, "other")));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told()
    {
        await using var broker = _sandbox.StartBroker();

        var (_, failure) = await broker.RunCommandAsync(Request(RunLimits.Usual, "no-such-program"), Cancellation);

        Assert.Contains("no-such-program", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_in_the_folder_is_not_taken_for_a_program_of_the_system()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Its programs are known by their endings.");
            return;
        }

        var fake = Path.Combine(_sandbox.Folder, "id");
        await File.WriteAllTextAsync(fake, "#!/bin/sh\necho fake\n", Cancellation);
        File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.DoesNotContain("fake", (await RunAsync(RunLimits.Usual, "id")).Output, StringComparison.Ordinal);
        Assert.Contains("fake", (await RunAsync(RunLimits.Usual, "./id")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_25_a_command_that_does_not_end_is_ended_with_its_daemons()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux keeps a daemon together with its starter.");
        var mark = $"7{Environment.ProcessId}";

        var report = await RunAsync(RunLimits.Usual with { Seconds = 1 }, "sh", "-c", $"trap '' TERM INT HUP; setsid sh -c 'setsid sleep {mark} &'; sleep {mark}");

        Assert.Contains("1 s", report.Stopped, StringComparison.Ordinal);
        Assert.Null(report.ExitCode);
        Assert.DoesNotContain(Commands(), command => command.Contains($"sleep\0{mark}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_25_a_command_leaves_nothing_behind_when_it_ends_by_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux keeps a daemon together with its starter.");
        var mark = $"8{Environment.ProcessId}";

        var report = await RunAsync(RunLimits.Usual, "sh", "-c", $"setsid sleep {mark} >/dev/null 2>&1 & echo done");

        Assert.Equal((0, "done\n"), (report.ExitCode, report.Output));
        Assert.DoesNotContain(Commands(), command => command.Contains($"sleep\0{mark}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_25_endless_output_ends_it_and_its_beginning_and_end_are_kept()
    {
        var report = await RunAsync(RunLimits.Usual with { OutputBytes = 1024 * 1024 }, "sh", "-c", "echo first; exec yes");

        Assert.Contains("1 MiB", report.Stopped, StringComparison.Ordinal);
        Assert.StartsWith("first\ny\n", report.Output, StringComparison.Ordinal);
        Assert.InRange(report.Output.Length, OutputEnds.KeptAtEachEnd, (2 * OutputEnds.KeptAtEachEnd) + 200);
    }

    [Fact]
    public async Task Case_25_too_many_processes_end_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Counted on Linux.");

        var report = await RunAsync(RunLimits.Usual with { Processes = 20 }, "sh", "-c", "for i in $(seq 60); do sleep 60 & done; wait");

        Assert.Contains("20 processes", report.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_25_too_much_memory_ends_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Measured on Linux.");

        var report = await RunAsync(RunLimits.Usual with { MemoryBytes = 64 * 1024 * 1024 }, "tail", "/dev/zero");

        Assert.Contains("64 MiB", report.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_25_the_kernel_refuses_more_processes_before_anybody_has_counted_them()
    {
        RequireGroups();
        var limits = RunLimits.Usual with { Processes = 20 };

        var report = await RunAsync(limits, "python3", "-c", Forks);

        Assert.Contains("20 processes", report.Stopped, StringComparison.Ordinal);
        Assert.InRange(int.Parse(report.Output, System.Globalization.CultureInfo.InvariantCulture), 20, 160);
        Assert.Empty(GroupsLeft());
    }

    [Fact]
    public async Task Case_25_a_program_that_forks_itself_for_ever_is_gone_with_all_that_it_started()
    {
        RequireGroups();
        var mark = $"fork-bomb-{Environment.ProcessId}";

        var report = await RunAsync(RunLimits.Usual with { Processes = 20, Seconds = 20 }, "sh", "-c", "f() { f | f & }; f; sleep 20", mark);

        Assert.Contains("20 processes", report.Stopped, StringComparison.Ordinal);
        Assert.DoesNotContain(Commands(), command => command.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_25_memory_that_is_taken_between_two_looks_is_refused()
    {
        RequireGroups();

        var report = await RunAsync(RunLimits.Usual with { MemoryBytes = 96 * 1024 * 1024 }, "python3", "-c", "import os; x = bytearray(400 << 20); os._exit(0)");

        Assert.Contains("96 MiB", report.Stopped, StringComparison.Ordinal);
        Assert.Null(report.ExitCode);
    }

    [Fact]
    public async Task Case_36_there_is_no_network_but_loopback_and_it_is_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "Needs Linux and bash.");

        var outside = await RunAsync(RunLimits.Usual, "bash", "-c", "exec 3<>/dev/tcp/198.18.0.1/80");
        var inside = await RunAsync(RunLimits.Usual, "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9");

        Assert.Contains("network is off in this run", outside.Network, StringComparison.Ordinal);
        Assert.NotEqual(0, outside.ExitCode);
        Assert.True(inside.Output.Contains("refused", StringComparison.Ordinal) || inside.Network.Contains("not even loopback", StringComparison.Ordinal), inside.Output);
    }

    [Theory]
    [InlineData("bash", "exec 3<>/dev/tcp/2001:db8::1/80")]
    [InlineData("bash", "exec 3<>/dev/udp/198.18.0.1/53 && echo data >&3")]
    [InlineData("sh", "getent hosts data.example.org")]
    [InlineData("sh", "python3 -c 'import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).sendto(bytes(8), (\"198.18.0.1\", 0))'")]
    [InlineData("sh", "python3 -c 'import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW).sendto(bytes(60), (\"eth0\", 0))'")]
    public async Task Case_24_no_kind_of_packet_leaves(string shell, string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists($"/bin/{shell}"), $"Needs Linux and {shell}.");

        var report = await RunAsync(RunLimits.Usual, shell, "-c", script);

        Assert.NotEqual(0, report.ExitCode);
    }

    [Fact]
    public async Task Case_24_an_agent_that_listens_in_the_folder_for_temporary_files_is_out_of_reach()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/python3"), "Needs Linux and Python.");
        var folder = Directory.CreateDirectory($"/tmp/ssh-{Environment.ProcessId}");
        var path = Path.Combine(folder.FullName, "agent.1");
        using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        agent.Bind(new UnixDomainSocketEndPoint(path));
        agent.Listen();
        try
        {
            var report = await RunAsync(RunLimits.Usual, "python3", "-c", $"import socket; socket.socket(socket.AF_UNIX).connect('{path}'); print('reached')");

            Assert.True(report.Network.Contains("not even loopback", StringComparison.Ordinal) || !report.Output.Contains("reached", StringComparison.Ordinal), report.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_network_that_was_wanted_is_off_where_the_policy_does_not_allow_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "Needs Linux and bash.");
        await using var broker = _sandbox.StartBroker();
        string[] words = ["bash", "-c", "exec 3<>/dev/tcp/198.18.0.1/80"];

        var (report, _) = await broker.RunCommandAsync(Request(RunLimits.Usual, words) with { WantsNetwork = true, Approved = RunRequest.Content(words, _sandbox.Folder, wantsNetwork: true) }, Cancellation);

        Assert.Contains("Nothing may leave this machine", report!.Network, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_24_sockets_of_agents_and_keys_are_out_of_reach()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Its folders are hidden on Linux.");

        var report = await RunAsync(RunLimits.Usual, "sh", "-c", "env; ls -A /run");

        Assert.DoesNotContain("SSH_AUTH_SOCK", report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("_API_KEY", report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("XDG_RUNTIME_DIR", report.Output, StringComparison.Ordinal);
        Assert.True(report.Network.Contains("not even loopback", StringComparison.Ordinal) || !report.Output.Contains(".sock", StringComparison.Ordinal), report.Output);
    }

    private static void RequireGroups()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/python3"), "Needs Linux and Python.");
        using var group = CommandGroup.TryCreate(RunLimits.Usual);
        Assert.SkipWhen(group is null, "This system gives us no control groups.");
    }

    private static IEnumerable<string> GroupsLeft() => Directory.EnumerateDirectories(CommandGroup.Mounts, "codeassist-*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 });

    private static IEnumerable<string> Commands() => Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    });

    private async Task<RunReport> RunAsync(RunLimits limits, params string[] words)
    {
        await using var broker = _sandbox.StartBroker();
        var (report, failure) = await broker.RunCommandAsync(Request(limits, words), Cancellation);
        Assert.True(report is not null, failure?.Message);
        return report;
    }

    private RunRequest Request(RunLimits limits, params string[] words) => new(words, _sandbox.Folder, WantsNetwork: false, [], limits, RunRequest.Content(words, _sandbox.Folder, wantsNetwork: false));
}
