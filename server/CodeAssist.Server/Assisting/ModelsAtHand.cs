using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Completion.Remote;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.Settings;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>The models of this machine, and those that egress reaches, wired: who there is, what may leave, what is left to spend, and the way to each.</summary>
internal sealed class ModelsAtHand : IModelsAtHand, IAsyncDisposable
{
    private readonly Startup _startup;
    private readonly CodeAssistSettings _settings;
    private readonly Func<IReadOnlyList<WorkspaceFolder>> _folders;
    private readonly RoutingRules _rules;
    // Read when somebody is first asked: nobody who types waits for it.
    private readonly Lazy<ModelCatalogue> _catalogue;
    private readonly Lazy<Roster> _roster;
    private readonly LocalChat _local;
    private readonly AuditLedger _ledger;
    private readonly LedgerRecorder _recorder;
    private readonly EgressLink _link;
    private readonly LocalUse _use;
    private readonly TrackRecords _records;
    private readonly ProviderHealth _health = new(TimeProvider.System);
    private readonly bool _loads;
    private volatile NetworkPolicy _policy = new NetworkPolicy.LocalOnly(LocalOnlyCause.PolicyUnavailable, "The policy has not been read yet.");

    private ModelsAtHand(Startup startup, Func<IReadOnlyList<WorkspaceFolder>> folders, LocalUse use, bool loads)
    {
        (_startup, _settings, _folders, _use, _loads) = (startup, startup.Settings, folders, use, loads);
        _rules = Rules(_settings);
        _ledger = new AuditLedger(LedgerFiles.In(startup.Places.Directories.Data), new LedgerOptions(), TimeProvider.System);
        _recorder = new LedgerRecorder(_ledger, startup.Logger);
        _records = new TrackRecords(startup.Places.Directories.Data, TimeProvider.System);
        _link = startup.CreateEgress(folders, _recorder);
        // What is wrong with the user's own file was told at the start (AddedProviders).
        _catalogue = new Lazy<ModelCatalogue>(() => CatalogueFiles.Read(Path.Combine(startup.Places.Directories.Config, CatalogueFiles.UserFileName), Today).Catalogue);
        _roster = new Lazy<Roster>(() => new Roster(_catalogue.Value, static provider => Startup.HasVariable(provider.KeyVariable), Standing));
        _local = new LocalChat(_settings.ModelPath, _settings.ChatModelPath, startup.CreateChatModel, TimeProvider.System);
    }

    /// <summary>Raised while the chat model of this machine loads: how far, 0 to 1. Handlers must not block.</summary>
    public event Action<double>? Loading
    {
        add => _local.Loading += value;
        remove => _local.Loading -= value;
    }

    /// <summary>Writes what the user should be able to read later into the ledger.</summary>
    /// <returns>Null where it lies on the disk, otherwise why not.</returns>
    public async Task<LedgerFailure?> NoteAsync(LedgerNotice notice, CancellationToken cancellationToken) =>
        await _ledger.NoteAsync(notice, cancellationToken) is LedgerReceipt.Lost lost ? lost.Failure : null;

    /// <summary>Absolute path of the file of the chat model; empty for none.</summary>
    public string ChatPath => _local.ChatPath;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

    /// <param name="startup">The process's first steps.</param>
    /// <param name="folders">Every folder that is open when it is asked.</param>
    /// <param name="use">Counts what models of this machine answer.</param>
    /// <param name="loads">Whether the chat model of this machine is loaded to learn what it can; where not, it is taken as what is known of it.</param>
    public static ModelsAtHand Over(Startup startup, Func<IReadOnlyList<WorkspaceFolder>> folders, LocalUse use, bool loads = true) => new(startup, folders, use, loads);

    /// <summary>The environment variables that may hold keys of the user's own providers.</summary>
    public IReadOnlyList<string> OwnKeyVariables =>
        [.. _catalogue.Value.Providers.Select(provider => provider.KeyVariable).Except(ProviderTable.KeyVariables, StringComparer.Ordinal)];

    /// <summary>What may be spent without asking.</summary>
    public Budgets Budgets => _settings.Budgets;

    public Task<RoutingState> ReadAsync(string taskId, string repository, CancellationToken cancellationToken) => ReadAsync(taskId, repository, _loads, cancellationToken);

    /// <summary>How things stand for a task that nobody has begun. Loads nothing.</summary>
    /// <param name="repository">As for <see cref="ReadAsync(string, string, CancellationToken)"/>; null where no text goes along.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<RoutingState> PeekAsync(string? repository, CancellationToken cancellationToken) => ReadAsync(taskId: "", repository, loads: false, cancellationToken);

    private async Task<RoutingState> ReadAsync(string taskId, string? repository, bool loads, CancellationToken cancellationToken)
    {
        _policy = await _startup.ReadPolicyAsync(_folders(), cancellationToken);
        var local = await _local.ReadAsync(loads, cancellationToken);

        // What cannot be read is not spent.
        var (funds, _) = await _ledger.ReadFundsAsync(taskId, _settings.Budgets, cancellationToken);
        return new RoutingState(repository is null ? _policy : PolicyOf(repository), _rules, [.. local.Concat(_roster.Value.Models(_settings)).Select(_records.Rated)], funds ?? Funds.None, Today);
    }

    public async Task<string> IdentifyAsync(RoutableModel model, CancellationToken cancellationToken)
    {
        var card = model.Card;
        if (string.Equals(card.Provider, LocalChat.Provider, StringComparison.Ordinal))
        {
            return await SampledDigest.OfModelAsync(_local.ChatPath, cancellationToken) is { } digest ? $"file {digest}" : card.Id;
        }

        var endpoints = new NamedEndpoints(_settings.PrivateEndpoint, _settings.LoopbackEndpoint, _settings.Proxy);
        var provider = ProviderTable.For(_catalogue.Value, endpoints, EgressReach.Everywhere).FirstOrDefault(one => string.Equals(one.Id, card.Provider, StringComparison.Ordinal));
        return provider is null ? card.Id : $"{provider.Origin}{provider.BasePath} {card.Model}";
    }

    public IChatClient Open(Route.Run run, Errand errand)
    {
        var card = run.Model.Card;
        if (string.Equals(card.Provider, LocalChat.Provider, StringComparison.Ordinal))
        {
            return _local.Client;
        }

        var most = run.Model.MostDollarsOfQuestion(errand.Task, run.Plan);
        var reason = new CallReason(errand.Actor, $"{errand.Actor}, {errand.Task.Paths.Count} file", errand.Approval?.Approver ?? "settings")
        {
            // What this machine answers itself is counted where it is answered; all else is counted by its record, also where it costs nothing.
            Spend = most == 0 && run.Model.Tier is Tier.Local
                ? null
                : new SpendRequest(errand.TaskId, run.Model.Id, run.Model.Price, new CostEstimate(most, most), _settings.Budgets) { Approval = errand.Approval },
        };
        var once = new EgressChatClient(_link, new PayloadGate(StandingOf, SecretScanner.Default), reason, card.Provider, card.Model);
        return new RetryingChatClient(new BreakingChatClient(once, _health, card.Provider), TimeProvider.System, Random.Shared.NextDouble);
    }

    /// <returns>The engine over the model server that the settings name for completion; null where the host's model completes.</returns>
    public Engine? CreateCompletionEngine()
    {
        if (_settings.CompletionEndpoint is CompletionEndpointSetting.None)
        {
            return null;
        }

        var isNear = _settings.CompletionEndpoint is CompletionEndpointSetting.Loopback;
        var provider = isNear ? ProviderTable.LoopbackId : ProviderTable.PrivateId;
        var (address, usual) = isNear ? (_settings.LoopbackEndpoint, _settings.LoopbackModel) : (_settings.PrivateEndpoint, _settings.PrivateModel);
        var model = _settings.CompletionEndpointModel.Length == 0 ? usual : _settings.CompletionEndpointModel;
        var id = $"{provider}/{model}";
        var options = new EndpointModelOptions(
            provider,
            model,
            address.Length == 0 ? provider : address,
            Family(model),
            _settings.ContextTokens == 0 ? RoutableModel.UnknownWindow : _settings.ContextTokens,
            new PriceList(_catalogue.Value.Cards, new Dictionary<string, TokenPrice>(StringComparer.Ordinal)).Quote(id, isNear ? ProviderPlace.Loopback : ProviderPlace.PrivateEndpoint)?.Price ?? TokenPrice.Free,
            _settings.Budgets);
        var completes = new EndpointCompletionModel(_link, new PayloadGate(StandingOf, SecretScanner.Default), options, OriginsAsync, TimeProvider.System);
        return Engine.Over(completes, isNear ? id : null);
    }

    /// <summary>Makes a way to the hubs of models, with the same record.</summary>
    /// <param name="approval">By whose word.</param>
    public IModelSource OpenHubs(string approval) => new ModelDownloads(_startup.CreateHubEgress(_recorder), approval);

    /// <summary>Gives a file of this machine a job from now on, as far as questions are concerned.</summary>
    public Task UseAsync(ModelRole role, string path) => _local.UseAsync(role, path);

    public void Count(RoutableModel model, Errand errand, IReadOnlyList<AssistStep> steps)
    {
        // Whatever costs money is in the ledger, wherever it runs.
        foreach (var step in steps.Where(step => model.Tier is Tier.Local && model.Price == TokenPrice.Free && step.Tokens is not null))
        {
            _use.Count(errand.Actor, model.Id, step.Tokens!);
        }
    }

    public void Judge(RoutableModel model, TaskKind kind, bool held)
    {
        if (model.Tier is Tier.Local)
        {
            _records.Add(model, kind, held);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _local.DisposeAsync();
        await _link.DisposeAsync();
        await _recorder.DisposeAsync();
        _ledger.Dispose();
    }

    private ModelStanding Standing(string provider) =>
        _health.HealthOf(provider) is ProviderState.Open open ? new ModelStanding.Down($"{open.Reason.Message} {open.Reason.NextStep}", open.Until) : ModelStanding.Ready;

    /// <summary>What holds for one repository. It may lie inside an open folder and be private by itself, so that the folders' answer alone is not enough.</summary>
    private NetworkPolicy PolicyOf(string repository) =>
        _policy is NetworkPolicy.LocalOnly ? _policy
        : Around(repository) is not { } around ? new NetworkPolicy.LocalOnly(LocalOnlyCause.NoWorkspace, "The file is in none of the open folders.")
        : PolicyReading.Resolve(_startup.PolicyFiles, [new WorkspaceFolder(repository, around.Trust)], EgressProgram.Installed);

    private RepositoryStanding StandingOf(string repository) =>
        Around(repository) is null ? RepositoryStanding.Unknown
        : PolicyOf(repository) is NetworkPolicy.Open ? RepositoryStanding.MayLeave
        : RepositoryStanding.LocalOnly;

    private WorkspaceFolder? Around(string repository) => _folders().FirstOrDefault(folder => IsIn(folder.Path, repository) || IsIn(repository, folder.Path));

    /// <summary>Where the text of a prompt at the caret comes from, and what holds there now.</summary>
    private async Task<IReadOnlyList<PartOrigin>> OriginsAsync(FimPrompt prompt, CancellationToken cancellationToken)
    {
        _policy = await _startup.ReadPolicyAsync(_folders(), cancellationToken);
        if (prompt.Folder is not { } folder)
        {
            // Typed by the user, and in no folder that any rule could be about.
            return [_settings.CompletionEndpoint is CompletionEndpointSetting.Loopback ? new PartOrigin.User() : new PartOrigin.Outside()];
        }

        var origins = new List<PartOrigin>();
        var ignored = new Dictionary<string, IgnoredPaths>(StringComparer.Ordinal);
        foreach (var path in prompt.Files.Select(file => Path.Combine(folder, file)))
        {
            var root = CommandLine.WorkspaceFolder.RepositoryOf(path) ?? folder;
            var rules = ignored.TryGetValue(root, out var known) ? known : ignored[root] = new IgnoredPaths(root);
            var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
            origins.Add(new PartOrigin.File(root, relative, await rules.ContainAsync(relative, cancellationToken)));
        }

        return origins;
    }

    // A name with a colon is Ollama's, which writes the prompt itself.
    private FimMarkers? Family(string model) => _settings.CompletionPrompt switch
    {
        CompletionPromptSetting.Suffix => null,
        CompletionPromptSetting.Markers => FimMarkers.Of(model),
        _ => model.Contains(':', StringComparison.Ordinal) ? null : FimMarkers.Of(model),
    };

    private static bool IsIn(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal) || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static RoutingRules Rules(CodeAssistSettings settings) => new()
    {
        Escalation = settings.Escalation,
        Tasks = settings.TaskEscalations,
        Paths = [.. settings.PathEscalations.Select(entry => new PathRule(entry.Key, entry.Value, PathPattern.Parse(entry.Key).Covers))],
        Model = settings.RoutedModel.Length == 0 ? null : settings.RoutedModel,
        Preferred = settings.PreferredModels,
    };
}
