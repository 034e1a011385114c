using System.Collections.Concurrent;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Composition;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Support;

/// <summary>A user with a folder, a real broker, and the way to the real egress; everything is ended at the end.</summary>
internal sealed class EgressSandbox : IAsyncDisposable, IAttemptRecorder
{
    private readonly BrokerProcess _broker;
    private readonly ConcurrentDictionary<string, AttemptParams> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AttemptEndedParams> _ended = new();

    /// <param name="endpoints">What the user named.</param>
    public EgressSandbox(NamedEndpoints endpoints)
    {
        Folder = Directory.CreateTempSubdirectory("ca-").FullName;
        Workspace = Directory.CreateDirectory(Path.Combine(Folder, "shop")).FullName;
        Assert.True(Executable.TryFind(AppContext.BaseDirectory, "codeassist-egress", out var egress));
        Assert.True(Executable.TryFind(AppContext.BaseDirectory, "CodeAssist.Processes.Probe", out var broker));
        var host = new ModelHostLaunch(broker, Folder, Folder, Folder, Path.Combine(Folder, "host.log"), "test", TimeSpan.Zero, SoftwareVulkan.Ignored);
        var start = BrokerProcess.Start(Executable.At(broker), host, new EgressLaunch(egress, endpoints), UserPolicy, Logger);
        _broker = Assert.IsType<BrokerStart.Started>(start).Broker;
        Launcher = new BrokerEgressLauncher(_broker, () => Folders);
        Link = new EgressLink(Launcher, this, "test", Logger);
    }

    public string Folder { get; }

    public string Workspace { get; }

    public string UserPolicy => Path.Combine(Folder, "policy.json");

    public string RepositoryPolicy => Path.Combine(Directory.CreateDirectory(Path.Combine(Workspace, ".codeassist")).FullName, "policy.json");

    public WorkspaceTrust Trust { get; set; } = WorkspaceTrust.Trusted;

    public IReadOnlyList<WorkspaceFolder> Folders => [new WorkspaceFolder(Workspace, Trust)];

    public RecordingLogger Logger { get; } = new();

    public BrokerEgressLauncher Launcher { get; }

    public EgressLink Link { get; }

    public int BrokerId => _broker.ProcessId;

    /// <summary>Attempts that were begun and not ended.</summary>
    public int OpenAttempts => _open.Count;

    public IReadOnlyList<AttemptEndedParams> EndedAttempts => [.. _ended];

    /// <summary>As the user would allow it.</summary>
    public void Allow() => File.WriteAllText(UserPolicy, """{"version": 1, "localOnly": false}""");

    /// <summary>As the switch in the editor does it: the file is written, then the broker is asked anew.</summary>
    public async Task SwitchLocalOnlyOnAsync()
    {
        Assert.Null(UserPolicyFile.SwitchOn(UserPolicy));
        Assert.IsType<NetworkPolicy.LocalOnly>(await _broker.ReadPolicyAsync(Folders, TestContext.Current.CancellationToken));
    }

    public EgressChatClient Client(string provider = ProviderTable.LoopbackId) => new(Link, provider, "m-1");

    public Task<ChatResponse> AskAsync(string question = "Why?", string provider = ProviderTable.LoopbackId) =>
        Client(provider).GetResponseAsync([new ChatMessage(ChatRole.User, question)], cancellationToken: TestContext.Current.CancellationToken);

    public Task<EgressFailure?> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        _open[attempt.CallId] = attempt;
        return Task.FromResult<EgressFailure?>(null);
    }

    public void End(AttemptEndedParams outcome)
    {
        _open.TryRemove(outcome.CallId, out _);
        _ended.Enqueue(outcome);
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await _broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
