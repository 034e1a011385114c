using System.Diagnostics;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Processes.Tests.Broker;

/// <summary>Real brokers and real (scripted) hosts.</summary>
public sealed class BrokerProcessTests : IDisposable
{
    private readonly HostSandbox _sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_broker_answers()
    {
        await using var broker = _sandbox.StartBroker();

        Assert.Null(await broker.PingAsync(Cancellation));
    }

    [Fact]
    public async Task A_broker_that_lies_as_an_assembly_is_started_by_dotnet()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "CodeAssist.Processes.Probe.dll");
        var start = BrokerProcess.Start(Executable.At(assembly), _sandbox.Launch with { HostPath = assembly }, _sandbox.Egress, _sandbox.Policy, NullLogger.Instance);

        await using var broker = Assert.IsType<BrokerStart.Started>(start).Broker;

        Assert.Equal(new HostStart.Started(), await broker.StartModelHostAsync(Cancellation));
    }

    [Fact]
    public async Task The_first_wish_starts_a_host_and_the_next_finds_it()
    {
        await using var broker = _sandbox.StartBroker();

        Assert.IsType<HostStart.Started>(await broker.StartModelHostAsync(Cancellation));
        Assert.IsType<HostStart.AlreadyRunning>(await broker.StartModelHostAsync(Cancellation));
    }

    [Fact]
    public async Task Two_servers_that_start_at_once_share_one_host()
    {
        await using var first = _sandbox.StartBroker();
        await using var second = _sandbox.StartBroker();

        var starts = await Task.WhenAll(first.StartModelHostAsync(Cancellation), second.StartModelHostAsync(Cancellation));

        Assert.Single(starts.OfType<HostStart.Started>());
        Assert.Single(starts.OfType<HostStart.AlreadyRunning>());
    }

    [Fact]
    public async Task The_host_outlives_the_broker_that_started_it()
    {
        var broker = _sandbox.StartBroker();
        Assert.IsType<HostStart.Started>(await broker.StartModelHostAsync(Cancellation));
        var brokerId = broker.ProcessId;

        await broker.DisposeAsync();

        await Gone.WithinAsync(TimeSpan.FromSeconds(5), brokerId);
        Assert.NotNull(ProcessIdentity.Of(_sandbox.HostId));
    }

    [Fact]
    public async Task A_host_that_ends_is_collected_by_the_broker_that_started_it()
    {
        await using var broker = _sandbox.StartBroker();
        Assert.IsType<HostStart.Started>(await broker.StartModelHostAsync(Cancellation));
        var hostId = _sandbox.HostId;
        using (var host = Process.GetProcessById(hostId))
        {
            host.Kill();
        }

        await Gone.WithinAsync(TimeSpan.FromSeconds(5), hostId);

        Assert.IsType<HostStart.Started>(await broker.StartModelHostAsync(Cancellation));
        Assert.Null(ProcessIdentity.Of(hostId));
        Assert.False(OperatingSystem.IsLinux() && Directory.Exists($"/proc/{hostId}"), "the dead host is still in the process table");
    }

    [Fact]
    public async Task Once_the_broker_has_died_every_call_says_so_and_what_to_do()
    {
        await using var broker = _sandbox.StartBroker();
        Assert.Null(await broker.PingAsync(Cancellation));
        using (var process = Process.GetProcessById(broker.ProcessId))
        {
            process.Kill();
        }

        await broker.Ended.WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

        var start = Assert.IsType<HostStart.Failed>(await broker.StartModelHostAsync(Cancellation));
        Assert.Equal(ProcessFailureKind.BrokerGone, start.Failure.Kind);
        Assert.Contains("Restart the language server", start.Failure.NextStep, StringComparison.Ordinal);
        var policy = Assert.IsType<NetworkPolicy.LocalOnly>(await broker.ReadPolicyAsync([], Cancellation));
        Assert.Equal(LocalOnlyCause.PolicyUnavailable, Assert.Single(policy.Reasons).Cause);
    }

    [Fact]
    public async Task A_broker_that_cannot_even_begin_is_quoted()
    {
        // This assembly is a library: dotnet refuses to run it and says why.
        var library = Path.Combine(AppContext.BaseDirectory, "CodeAssist.Processes.dll");
        var start = BrokerProcess.Start(Executable.At(library), _sandbox.Launch, _sandbox.Egress, _sandbox.Policy, NullLogger.Instance);
        await using var broker = Assert.IsType<BrokerStart.Started>(start).Broker;

        var failure = await broker.PingAsync(Cancellation);

        Assert.Equal(ProcessFailureKind.BrokerGone, failure?.Kind);
        Assert.NotNull(failure!.Detail);
    }

    [Fact]
    public void A_missing_program_is_a_failure_that_names_it()
    {
        var missing = Path.Combine(_sandbox.Folder, "codeassist");

        var start = BrokerProcess.Start(Executable.At(missing), _sandbox.Launch, _sandbox.Egress, _sandbox.Policy, NullLogger.Instance);

        var failure = Assert.IsType<BrokerStart.Failed>(start).Failure;
        Assert.Equal(ProcessFailureKind.ProgramMissing, failure.Kind);
        Assert.Equal($"'{missing}' cannot be started: there is no such file.", failure.Message);
    }

    [Fact]
    public async Task The_broker_reads_each_repositorys_rule_itself()
    {
        var closed = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "closed")).FullName;
        var torn = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "torn")).FullName;
        Directory.CreateDirectory(Path.Combine(closed, ".codeassist"));
        Directory.CreateDirectory(Path.Combine(torn, ".codeassist"));
        await File.WriteAllTextAsync(Path.Combine(closed, ".codeassist", "policy.json"), """{"version": 1, "localOnly": true}""", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(torn, ".codeassist", "policy.json"), """{"version": 1, "loc""", Cancellation);
        await using var broker = _sandbox.StartBroker();

        var policy = await broker.ReadPolicyAsync(
            [new WorkspaceFolder(closed, WorkspaceTrust.Trusted), new WorkspaceFolder(torn, WorkspaceTrust.Trusted)], Cancellation);

        Assert.Equal(
            [
                LocalOnlyCause.NotAllowedByUser, LocalOnlyCause.RepositoryRule, LocalOnlyCause.RepositoryRuleUnusable,
                LocalOnlyCause.NoEgressProgram,
            ],
            Assert.IsType<NetworkPolicy.LocalOnly>(policy).Reasons.Select(reason => reason.Cause));
    }

    [Theory]
    [InlineData("""{"version": 1, "localOnly": true}""", LocalOnlyCause.UserChoice)]
    [InlineData("""{"version": 1, "localO""", LocalOnlyCause.UserSettingsUnusable)]
    [InlineData("""{"version": 1}""", LocalOnlyCause.NotAllowedByUser)]
    public async Task The_broker_reads_the_users_decision_itself_each_time(string content, LocalOnlyCause expected)
    {
        await using var broker = _sandbox.StartBroker();
        Assert.Equal(LocalOnlyCause.NotAllowedByUser, await CauseAsync());

        await File.WriteAllTextAsync(_sandbox.UserPolicy, content, Cancellation);

        Assert.Equal(expected, await CauseAsync());

        async Task<LocalOnlyCause> CauseAsync() => Assert.IsType<NetworkPolicy.LocalOnly>(await broker.ReadPolicyAsync([], Cancellation)).Reasons[0].Cause;
    }

    [Fact]
    public async Task A_command_line_that_is_not_a_brokers_is_refused_in_one_sentence()
    {
        using var process = Process.Start(new ProcessStartInfo(ProbeProcess.Path, ["broker", "--help"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(BrokerMain.WrongUsage, process.ExitCode);
        Assert.Empty(output);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
