using System.Globalization;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Tests.Isolation;

/// <summary>A real process filters itself and then tries every way to a socket, by direct system calls, on threads old and new.</summary>
public sealed class NetworkFilterTests
{
    private const string LinuxOnly = "The filter is a Linux one; elsewhere Apply says Unsupported.";
    private const int Opened = 0;
    private const int NotPermitted = 1;
    private const int NoSuchProcess = 3;
    private const int NotImplemented = 38;
    private const int FamilyNotSupported = 97;

    private static readonly string[] _threads = ["old0", "old1", "old2", "old3", "main", "young", "child"];

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task Every_way_to_an_internet_socket_is_refused_on_every_thread_and_in_children()
    {
        var attempts = await FilterAndTryAsync();

        foreach (var thread in _threads)
        {
            foreach (var family in (string[])["inet", "inet6", "packet", "vsock", "bluetooth", "inet-high-bits", "inet-pair"])
            {
                Assert.Equal(FamilyNotSupported, attempts[("after", thread, family)]);
            }

            Assert.Equal(NotImplemented, attempts[("after", thread, "io-uring")]);
            foreach (var borrowing in (string[])["ptrace", "process-vm-writev", "pidfd-getfd"])
            {
                Assert.Equal(NotPermitted, attempts[("after", thread, borrowing)]);
            }
        }
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task The_other_ways_into_the_kernel_are_closed_too()
    {
        var attempts = await FilterAndTryAsync();

        foreach (var (when, thread, _) in attempts.Keys.Where(key => key is ("after", _, "i386-inet") or ("after", _, "x32-inet")))
        {
            Assert.Equal(NotImplemented, attempts[(when, thread, "i386-inet")]);
            Assert.Equal(NotImplemented, attempts[(when, thread, "x32-inet")]);
        }
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task Sockets_that_stay_on_this_machine_go_on_working()
    {
        var attempts = await FilterAndTryAsync();

        foreach (var thread in _threads)
        {
            foreach (var local in (string[])["unix", "unix-high-bits", "netlink", "unix-pair"])
            {
                Assert.Equal(Opened, attempts[("after", thread, local)]);
            }
        }
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task The_same_attempts_get_through_before_the_filter()
    {
        var attempts = await FilterAndTryAsync();

        // Otherwise the refusals above would prove nothing about the filter.
        Assert.Equal(Opened, attempts[("before", "old0", "inet")]);
        Assert.Equal(Opened, attempts[("before", "old0", "inet-high-bits")]);
        Assert.Equal(Opened, attempts[("before", "old0", "process-vm-writev")]);
        Assert.Equal(NoSuchProcess, attempts[("before", "old0", "ptrace")]);
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task The_result_and_the_observation_say_enforced()
    {
        var lines = await ProbeProcess.RunAsync(["filter"], TestContext.Current.CancellationToken);

        Assert.Contains(lines, line => line is "result Enforced");
        var observed = lines.Single(line => line.StartsWith("observed ", StringComparison.Ordinal)).Split(' ');
        Assert.Equal(observed[1], observed[2]);
        Assert.Equal("True", observed[3]);
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public void An_unfiltered_process_is_seen_as_such()
    {
        var seen = NetworkFilter.Observe();

        Assert.NotNull(seen);
        Assert.False(seen.InternetSocketRefused);
    }

    [Fact]
    public void There_is_something_to_observe_exactly_where_the_filter_exists() =>
        Assert.Equal(OperatingSystem.IsLinux(), NetworkFilter.Observe() is not null);

    private static async Task<Dictionary<(string When, string Thread, string Attempt), int>> FilterAndTryAsync()
    {
        var lines = await ProbeProcess.RunAsync(["filter"], TestContext.Current.CancellationToken);
        var attempts = lines.Select(line => line.Split(' ')).Where(words => words.Length == 4 && words[0] is "before" or "after");
        return attempts.ToDictionary(words => (words[0], words[1], words[2]), words => int.Parse(words[3], CultureInfo.InvariantCulture));
    }
}
