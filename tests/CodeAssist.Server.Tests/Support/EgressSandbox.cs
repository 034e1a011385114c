using CodeAssist.Core.Policy;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Composition;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Support;

/// <summary>A user with a folder, a real broker, and the way to the real egress; everything is ended at the end.</summary>
internal sealed class EgressSandbox : IAsyncDisposable
{
    private readonly BrokerProcess _broker;
    private readonly AuditLedger _ledger;
    private readonly LedgerRecorder _recorder;

    /// <param name="endpoints">What the user named.</param>
    /// <param name="providers">The user's own file of providers and models.</param>
    public EgressSandbox(NamedEndpoints endpoints, string? providers = null)
    {
        Folder = Directory.CreateTempSubdirectory("ca-").FullName;
        Workspace = Directory.CreateDirectory(Path.Combine(Folder, "shop")).FullName;
        Assert.True(Executable.TryFind(AppContext.BaseDirectory, "codeassist-egress", out var egress));
        Assert.True(Executable.TryFind(AppContext.BaseDirectory, "CodeAssist.Processes.Probe", out var broker));
        var host = new ModelHostLaunch(broker, Folder, Folder, Folder, Path.Combine(Folder, "host.log"), "test", TimeSpan.Zero, SoftwareVulkan.Ignored);
        var start = BrokerProcess.Start(Executable.At(broker), host, new EgressLaunch(egress, endpoints) { Added = Added(providers) }, Policy, Logger);
        _broker = Assert.IsType<BrokerStart.Started>(start).Broker;
        Launcher = new BrokerEgressLauncher(_broker, () => Folders);
        _ledger = new AuditLedger(Path.Combine(Folder, "ledger"), new LedgerOptions(), TimeProvider.System);
        _recorder = new LedgerRecorder(_ledger, Logger);
        Link = OpenLink();
    }

    private UserProviders Added(string? providers)
    {
        if (providers is not null)
        {
            File.WriteAllText(Path.Combine(Folder, CatalogueFiles.UserFileName), providers);
        }

        return AddedProviders.In(Folder, TimeProvider.System).Added;
    }

    public string Folder { get; }

    public string Workspace { get; }

    public string UserPolicy => Policy.User;

    private PolicyFiles Policy => PolicyFiles.In(Folder, Folder);

    public string RepositoryPolicy => Path.Combine(Directory.CreateDirectory(Path.Combine(Workspace, ".codeassist")).FullName, "policy.json");

    public WorkspaceTrust Trust { get; set; } = WorkspaceTrust.Trusted;

    public IReadOnlyList<WorkspaceFolder> Folders => [new WorkspaceFolder(Workspace, Trust)];

    /// <summary>What the policy says of every repository.</summary>
    public RepositoryStanding Standing { get; set; } = RepositoryStanding.MayLeave;

    /// <summary>What each question may cost; null for nothing.</summary>
    public SpendRequest? Spend { get; set; }

    public RecordingLogger Logger { get; } = new();

    public BrokerEgressLauncher Launcher { get; }

    public EgressLink Link { get; }

    public int BrokerId => _broker.ProcessId;

    /// <summary>As the user would allow it.</summary>
    public async Task AllowAsync()
    {
        await BeginListAsync();
        Assert.Null(UserPolicyFile.Allow(UserPolicy));
    }

    /// <summary>Without a list of private repositories a permission is not believed.</summary>
    public async Task BeginListAsync() =>
        Assert.Null(await PrivateRepositoriesFile.BeginAsync(Policy.Private, TimeProvider.System, TestContext.Current.CancellationToken));

    /// <summary>As the switch in the editor does it: the file is written, then the broker is asked anew.</summary>
    public async Task SwitchLocalOnlyOnAsync()
    {
        Assert.Null(UserPolicyFile.KeepLocal(UserPolicy));
        Assert.IsType<NetworkPolicy.LocalOnly>(await _broker.ReadPolicyAsync(Folders, TestContext.Current.CancellationToken));
    }

    public EgressLink OpenLink() => new(Launcher, _recorder, "test", Logger);

    public EgressChatClient Client(string provider = ProviderTable.LoopbackId) =>
        new(Link, new PayloadGate(_ => Standing, SecretScanner.Default), new CallReason("explain", "a question", "settings") { Spend = Spend }, provider, "m-1");

    public static ChatMessage Question(string text = "Why?", params PartOrigin[] origins) =>
        new(ChatRole.User, [SourcedText.Of(text, origins.Length == 0 ? [new PartOrigin.User()] : origins)]);

    public Task<ChatResponse> AskAsync(string provider = ProviderTable.LoopbackId) => AskAsync(Question(), provider);

    public Task<ChatResponse> AskAsync(ChatMessage question, string provider = ProviderTable.LoopbackId) =>
        Client(provider).GetResponseAsync([question], cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>What is on record of all that was tried.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> ReadLedgerAsync()
    {
        await _recorder.DisposeAsync();
        var contents = await _ledger.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(contents.Problems);
        return contents.Entries;
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await _recorder.DisposeAsync();
        _ledger.Dispose();
        await _broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
