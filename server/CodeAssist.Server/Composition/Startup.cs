using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Local;
using CodeAssist.Processes;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Running;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Isolation;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Logging;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Composition;

/// <summary>The first steps of every verb that needs a model, in the one order that is safe.</summary>
/// <remarks>
/// The broker is started first, because it must be free to start others; then this process gives up the network for good; only
/// then is anything of a workspace read.
/// </remarks>
internal sealed class Startup : IAsyncDisposable
{
    private const long LogLimitBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan _askHostPatience = TimeSpan.FromSeconds(2);

    private readonly string _client;
    private readonly LogFile _log;
    private readonly BrokerProcess _broker;

    private Startup(string client, Places places, BrokerProcess broker, NetworkFilterResult network, SettingsResult settings, ServerLogger logger, LogFile log)
    {
        _client = client;
        _broker = broker;
        _log = log;
        Places = places;
        Network = network;
        Settings = settings.Settings;
        SettingsProblems = settings.Problems;
        Logger = logger;
    }

    public Places Places { get; }

    public int BrokerProcessId => _broker.ProcessId;

    public CodeAssistSettings Settings { get; }

    /// <summary>What of that whoever started the process has said; defaults where nothing.</summary>
    public CodeAssistSettings StartersSettings { get; private init; } = CodeAssistSettings.Default;

    public IReadOnlyList<string> SettingsProblems { get; }

    public ServerLogger Logger { get; }

    /// <summary>The log of the model host.</summary>
    public string HostLogFile => HostLogFileIn(Places.Directories);

    /// <summary>What became of this process's own network filter.</summary>
    public NetworkFilterResult Network { get; }

    /// <param name="verb">The verb that runs, for logs.</param>
    /// <param name="failure">Why nothing can run.</param>
    /// <returns>Null when nothing can run.</returns>
    public static Startup? TryBegin(string verb, out ProcessFailure? failure) => TryBegin(verb, starterSettings: "", out failure);

    /// <param name="verb">The verb that runs, for logs.</param>
    /// <param name="starterSettings">Settings as JSON from whoever starts the process, laid over the user's file; empty for none.</param>
    /// <param name="failure">Why nothing can run.</param>
    /// <returns>Null when nothing can run.</returns>
    public static Startup? TryBegin(string verb, string starterSettings, out ProcessFailure? failure) => TryBegin(verb, starterSettings, ModelErrand.None, out failure);

    /// <param name="verb">The verb that runs, for logs.</param>
    /// <param name="starterSettings">Settings as JSON from whoever starts the process, laid over the user's file; empty for none.</param>
    /// <param name="errand">What egress may be asked for beyond the lists of models.</param>
    /// <param name="failure">Why nothing can run.</param>
    /// <returns>Null when nothing can run.</returns>
    public static Startup? TryBegin(string verb, string starterSettings, ModelErrand errand, out ProcessFailure? failure)
    {
        if (!AppDirectories.TryFind(out var directories, out failure))
        {
            return null;
        }

        if (directories.Create() is [var unusable, ..])
        {
            failure = unusable;
            return null;
        }

        var places = new Places(ProductFiles.OfThisProgram, directories);
        var userFile = UserSettingsFile.In(directories.Config);
        var settings = StarterSettings.Over(UserSettingsFile.Read(userFile), starterSettings, userFile);
        var log = LogFile.Open(LogFileIn(directories), LogLimitBytes);
        var logger = new ServerLogger(TimeProvider.System) { Level = settings.Settings.LogLevel };
        logger.AddFile(log);
        var (added, problem) = AddedProviders.In(directories.Config, TimeProvider.System);
        if (problem is not null)
        {
            settings = settings with { Problems = [.. settings.Problems, problem] };
        }

        var start = BrokerProcess.Start(
            Executable.OfThisProcess(),
            HostLaunch(places, settings.Settings),
            EgressLaunch(places, settings.Settings, added, errand),
            PolicyFiles.In(directories.Config, directories.Data),
            logger);
        if (start is not BrokerStart.Started { Broker: var broker })
        {
            failure = ((BrokerStart.Failed)start).Failure;
            log.Dispose();
            return null;
        }

        var network = NetworkFilter.Apply();

        return new Startup($"codeassist {verb} {Environment.ProcessId}", places, broker, network, settings, logger, log)
        {
            StartersSettings = StarterSettings.Over(new SettingsResult(CodeAssistSettings.Default, []), starterSettings, userFile).Settings,
        };
    }

    /// <summary>The log of servers and commands.</summary>
    public static string LogFileIn(AppDirectories directories) => Path.Combine(directories.Log, "codeassist.log");

    public Engine CreateEngine() => Engine.Create(Places, Settings, new BrokerLauncher(_broker, Places.Product, Logger), _client, Logger);

    /// <summary>The model that completes, as one that reviews.</summary>
    public LikelihoodAtHand LikelihoodOf(ICompletionModel model) => new(model, () => (model as LocalCompletionModel)?.Path ?? Engine.ModelPath(Places, Settings), TimeProvider.System);

    /// <summary>Makes a model of this machine that holds conversations; nothing is loaded before it is asked.</summary>
    /// <param name="path">Absolute path of its file.</param>
    public LocalModel CreateChatModel(string path) => new(OptionsFor(path), HostLauncher, TimeProvider.System, Logger);

    /// <summary>Whether a variable of this process has a value. The value itself is the broker's to hand on.</summary>
    public static bool HasVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };

    /// <summary>Opens a connection of its own to a host that runs already.</summary>
    /// <returns>Null when none answers.</returns>
    public Task<HostConnection?> OpenHostAsync(CancellationToken cancellationToken) =>
        HostConnection.TryOpenAsync(
            HostEndpoint.For(Places.Directories.Runtime, Places.Product.HostBuild()),
            _client,
            static _ => { },
            _askHostPatience,
            Logger,
            cancellationToken);

    /// <summary>Opens a connection of its own to the host, and has it started where none runs.</summary>
    /// <returns>The connection, or why there is none.</returns>
    public Task<(HostVisit? Visit, ModelFailure? Failure)> VisitHostAsync(CancellationToken cancellationToken) => HostVisit.OpenAsync(
        HostEndpoint.For(Places.Directories.Runtime, Places.Product.HostBuild()), new BrokerLauncher(_broker, Places.Product, Logger), _client, Logger, cancellationToken);

    /// <summary>Makes a model of any file, to be measured; nothing is loaded before it is asked.</summary>
    public LocalModelOptions OptionsFor(string path) => Engine.Options(Places, Settings, path, _client);

    /// <summary>Starts hosts.</summary>
    public IModelHostLauncher HostLauncher => new BrokerLauncher(_broker, Places.Product, Logger);

    /// <summary>Makes the way to closed and private models. Nothing is started before the first question.</summary>
    /// <param name="folders">Every folder that is open when it is asked.</param>
    /// <param name="recorder">Keeps a record of every attempt to send something.</param>
    public EgressLink CreateEgress(Func<IReadOnlyList<WorkspaceFolder>> folders, IAttemptRecorder recorder) =>
        new(new BrokerEgressLauncher(_broker, folders), recorder, _client, Logger);

    /// <summary>Makes the way to hubs of models. Nothing is started before the first file is asked for.</summary>
    /// <param name="recorder">Keeps a record of every request.</param>
    public EgressLink CreateHubEgress(IAttemptRecorder recorder) => new(new HubEgressLauncher(_broker, ReadPolicyForModels), recorder, _client, Logger);

    /// <summary>Whether models may be fetched. No folder has a say in it: nothing of one goes along.</summary>
    public NetworkPolicy ReadPolicyForModels() => PolicyReading.ResolveForModels(PolicyFiles, Places.Product.EgressProgram);

    /// <summary>Where the user's decisions on code leaving the machine lie.</summary>
    public PolicyFiles PolicyFiles => PolicyFiles.In(Places.Directories.Config, Places.Directories.Data);

    /// <summary>Has the broker run a command that the user approved.</summary>
    public Task<(RunReport? Report, ProcessFailure? Failure)> RunCommandAsync(RunRequest request, CancellationToken cancellationToken) => _broker.RunCommandAsync(request, cancellationToken);

    /// <summary>Asks the broker, which alone starts others, what may leave the machine; then looks for itself. The stricter answer holds.</summary>
    public async Task<NetworkPolicy> ReadPolicyAsync(IReadOnlyList<WorkspaceFolder> workspaces, CancellationToken cancellationToken) =>
        await _broker.ReadPolicyAsync(workspaces, cancellationToken) is NetworkPolicy.LocalOnly closed
            ? closed
            : await PolicyReading.ResolveAsync(PolicyFiles, workspaces, EgressProgram.Installed, TimeProvider.System, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _log.Dispose();
    }

    private static string HostLogFileIn(AppDirectories directories) => Path.Combine(directories.Log, "codeassist-host.log");

    private static EgressLaunch EgressLaunch(Places places, CodeAssistSettings settings, UserProviders added, ModelErrand errand) =>
        new(places.Product.Egress, new NamedEndpoints(settings.PrivateEndpoint, settings.LoopbackEndpoint, settings.Proxy))
        {
            Added = added,
            Models = new ModelSources(Path.Combine(places.Directories.Config, OpenModelFiles.UserFileName), settings.ModelMirror) { Address = errand.Address, Words = errand.Words },
        };

    private static ModelHostLaunch HostLaunch(Places places, CodeAssistSettings settings) =>
        new(
            places.Product.Host,
            places.Product.Libraries,
            places.Directories.Runtime,
            places.Directories.Cache,
            HostLogFileIn(places.Directories),
            places.Product.HostBuild(),
            TimeSpan.FromSeconds(settings.HostIdleExitSeconds),
            settings.Device is DeviceSetting.SoftwareVulkan ? SoftwareVulkan.Allowed : SoftwareVulkan.Ignored);
}
