using System.Diagnostics;
using System.Globalization;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Tests.Broker;

/// <summary>The whole arrangement: a server that has filtered itself, its broker that has not, and the host they start.</summary>
public sealed class FilteredServerTests : IDisposable
{
    private const string LinuxOnly = "Filter, sessions and /proc are Linux's.";
    private static readonly TimeSpan _promised = TimeSpan.FromSeconds(5);

    private readonly HostSandbox _sandbox = new();

    public static bool IsLinux => OperatingSystem.IsLinux();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task A_filtered_server_has_a_host_started_by_its_unfiltered_broker()
    {
        using var server = await StartServerAsync();

        Assert.Equal("Enforced", server.Facts["filter"]);
        Assert.Equal("True", server.Facts["refused"]);
        Assert.Equal("Started", server.Facts["host"]);

        // The scripted host does not filter itself: it shows what the broker could still start.
        Assert.Equal("False", _sandbox.Fact("internet-refused"));
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task A_killed_server_takes_its_broker_with_it_and_leaves_the_host()
    {
        using var server = await StartServerAsync();

        server.Process.Kill();

        await Gone.WithinAsync(_promised, server.BrokerId);
        Assert.NotNull(ProcessIdentity.Of(_sandbox.HostId));
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task A_broker_notices_a_dead_server_though_somebody_holds_its_input_open()
    {
        using var server = await StartServerAsync();
        var arguments = new BrokerArguments(server.Process.Id, _sandbox.Policy, _sandbox.Launch, _sandbox.Egress).ToArguments();
        using var broker = Process.Start(new ProcessStartInfo(ProbeProcess.Path, [BrokerArguments.Verb, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        server.Process.Kill();

        await Gone.WithinAsync(_promised, broker.Id);
        Assert.Equal(0, broker.ExitCode);
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task The_broker_offers_no_diagnostics_door()
    {
        using var server = await StartServerAsync();

        Assert.True(File.Exists(DiagnosticsSocketOf(server.Process.Id)));
        Assert.False(File.Exists(DiagnosticsSocketOf(server.BrokerId)));
    }

    /// <summary>The runtime's name for it. The start time is in it, as the folder may hold sockets of the dead whose number was given again.</summary>
    private static string DiagnosticsSocketOf(int id)
    {
        var process = ProcessIdentity.Of(id);
        Assert.NotNull(process);
        return Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{process.Id}-{process.StartTime}-socket"));
    }

    private async Task<ServerProcess> StartServerAsync()
    {
        var arguments = new BrokerArguments(Environment.ProcessId, _sandbox.Policy, _sandbox.Launch, _sandbox.Egress).ToArguments();
        var process = Process.Start(new ProcessStartInfo(ProbeProcess.Path, ["server", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var server = new ServerProcess(process, new Dictionary<string, string>(StringComparer.Ordinal));
        while (!server.Facts.ContainsKey("host"))
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancellation);
            Assert.NotNull(line);
            var words = line.Split(' ', 2);
            server.Facts.Add(words[0], words[1]);
        }

        return server;
    }

    private sealed record ServerProcess(Process Process, Dictionary<string, string> Facts) : IDisposable
    {
        public int BrokerId => int.Parse(Facts["broker"], CultureInfo.InvariantCulture);

        public void Dispose()
        {
            Process.Kill();
            Process.Dispose();
        }
    }
}
