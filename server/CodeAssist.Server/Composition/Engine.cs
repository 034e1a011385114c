using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Server.Features.Definitions;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.Logging;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Composition;

/// <summary>The completion engine, wired: the pipeline, the workspace's text and the model behind it.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly string? _endpointCountedAs;

    private Engine(IWatchedModel model, WorkspaceIndexes workspace, string? endpointCountedAs)
    {
        _endpointCountedAs = endpointCountedAs;
        Model = model;
        Workspace = workspace;
        Definitions = new EditorDefinitions(workspace, workspace, TimeProvider.System);
        var documents = new CSharpDocuments();
        Names = new WorkspaceNames(workspace.Of, documents, TimeProvider.System);
        Pipeline = new CompletionPipeline(workspace, Definitions, model, new CSharpSyntaxGate(documents), Names);
    }

    /// <summary>The model that completes: the host's, or that of a model server.</summary>
    public IWatchedModel Model { get; }

    /// <summary>The same where it runs in the host; null elsewhere.</summary>
    public LocalCompletionModel? Local => Model as LocalCompletionModel;

    /// <summary>Empty until somebody reads folders into it.</summary>
    public WorkspaceIndexes Workspace { get; }

    /// <summary>Whom to ask for definitions, where there is an editor.</summary>
    public EditorDefinitions Definitions { get; }

    /// <summary>What is known of the names of C#.</summary>
    public WorkspaceNames Names { get; }

    public CompletionPipeline Pipeline { get; }

    /// <summary>What its answers are counted as: <c>local/NAME</c>; null where they are not this machine's.</summary>
    public string? CountedAs => Local is { } local ? LocalUse.ModelId(local.Description?.Name) : _endpointCountedAs;

    /// <summary>Over a model server's model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="countedAs">See <see cref="CountedAs"/>.</param>
    public static Engine Over(IWatchedModel model, string? countedAs) => new(model, new WorkspaceIndexes(), countedAs);

    /// <param name="places">Where this user's files are.</param>
    /// <param name="settings">What the user wants.</param>
    /// <param name="launcher">Starts the host when it is not running.</param>
    /// <param name="client">Who this process is, for the host's log.</param>
    /// <param name="logger">The process's logger.</param>
    public static Engine Create(
        Places places, CodeAssistSettings settings, IModelHostLauncher launcher, string client, ServerLogger logger)
    {
        var model = new LocalCompletionModel(Options(places, settings, ModelPath(places, settings), client), launcher, TimeProvider.System, logger);

        return new Engine(model, new WorkspaceIndexes(), endpointCountedAs: null);
    }

    /// <summary>The file of the model that completes: absolute path.</summary>
    public static string ModelPath(Places places, CodeAssistSettings settings) => settings.ModelPath.Length == 0 ? places.Product.BuiltInModel : settings.ModelPath;

    /// <summary>How a model of this machine is run, by the settings.</summary>
    /// <param name="places">Where this user's files are.</param>
    /// <param name="settings">What the user wants.</param>
    /// <param name="path">Absolute path of the model's file.</param>
    /// <param name="client">Who this process is, for the host's log.</param>
    public static LocalModelOptions Options(Places places, CodeAssistSettings settings, string path, string client) => new(
        HostEndpoint.For(places.Directories.Runtime, places.Product.HostBuild()),
        path,
        new LoadOptions(Device(settings.Device), OrNull(settings.Threads), OrNull(settings.ContextTokens), Sequences: null) { GpuLayers = OrNull(settings.GpuLayers) },
        client,
        ConnectTimeout: TimeSpan.FromSeconds(5),
        LoadTimeout: TimeSpan.FromMinutes(3))
    {
        Check = new ShelfCheck(new ModelShelf(places.Directories.Data)).CheckAsync,
    };

    /// <summary>The limits that the settings ask for.</summary>
    public static CompletionLimits Limits(CodeAssistSettings settings) =>
        CompletionLimits.Default with
        {
            PromptTokens = settings.PromptTokens,
            ContextSnippets = settings.SearchesWorkspace ? CompletionLimits.Default.ContextSnippets : 0,
            Lines = settings.Lines,
            WorkspaceProposals = settings.SearchesWorkspace ? CompletionLimits.Default.WorkspaceProposals : 0,
        };

    /// <summary>The gate that the settings ask for.</summary>
    public static CompletionGate Gate(CodeAssistSettings settings) =>
        CompletionGate.Default with
        {
            DisabledLanguages = settings.CompletionEnabled
                ? settings.DisabledLanguages.ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal) { CompletionGate.EveryLanguage },
        };

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private static DevicePreference Device(DeviceSetting setting) =>
        setting switch
        {
            DeviceSetting.Cpu => DevicePreference.Cpu,
            DeviceSetting.Vulkan or DeviceSetting.SoftwareVulkan => DevicePreference.Vulkan,
            _ => DevicePreference.Automatic,
        };

    private static int? OrNull(int number) => number == 0 ? null : number;
}
