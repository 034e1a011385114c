using CodeAssist.Core.Completion;
using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Reviewing.Memory;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Settings;

/// <summary>Everything a user can set. Immutable: a request sees one set of settings from beginning to end.</summary>
/// <remarks>Names, ranges, scopes and descriptions: <see cref="SettingsTable"/>.</remarks>
internal sealed record CodeAssistSettings
{
    public static CodeAssistSettings Default { get; } = new();

    public bool CompletionEnabled { get; init; } = true;

    public IReadOnlyList<string> DisabledLanguages { get; init; } = [];

    /// <summary>How much a suggestion may be.</summary>
    public LinesWanted Lines { get; init; }

    /// <summary>Most tokens of a completion's prompt.</summary>
    public int PromptTokens { get; init; } = 2048;

    /// <summary>Whether the workspace's own text is searched.</summary>
    public bool SearchesWorkspace { get; init; } = true;

    /// <summary>Whether suggestions are also entries of the editor's list of completions.</summary>
    public OrdinaryItemsSetting OrdinaryItems { get; init; } = OrdinaryItemsSetting.Automatic;

    /// <summary>What happens while the machine runs on its battery.</summary>
    public OnBatterySetting OnBattery { get; init; } = OnBatterySetting.Suggest;

    /// <summary>Whether a review's own checks take part.</summary>
    public bool ReviewChecks { get; init; } = true;

    /// <summary>Whether the compiler's diagnostics and reports of other tools take part in a review.</summary>
    public bool ReviewAnalyzers { get; init; } = true;

    /// <summary>Most answers of models for one delegated task.</summary>
    public int AgentSteps { get; init; } = 25;

    /// <summary>Commands that build and test after a delegated task; empty to find them.</summary>
    public IReadOnlyList<string> AgentChecks { get; init; } = [];

    /// <summary>Which chat models take part in reviews.</summary>
    public ChatMode ReviewChat { get; init; } = ChatMode.Local;

    /// <summary>How often a chat model that costs nothing looks at each piece.</summary>
    public int ReviewPasses { get; init; } = 3;

    /// <summary>Whether the local completion model takes part in a review.</summary>
    public bool ReviewLikelihood { get; init; } = true;

    /// <summary>How long a review may take for that.</summary>
    public int ReviewLikelihoodSeconds { get; init; } = 20;

    /// <summary>Levels in the place of the rules' own, by rule id.</summary>
    public IReadOnlyDictionary<string, RuleLevelSetting> ReviewRules { get; init; } = new Dictionary<string, RuleLevelSetting>(StringComparer.Ordinal);

    /// <summary>Which lines findings may be about.</summary>
    public ReviewScope ReviewScope { get; init; } = ReviewScope.Added;

    /// <summary>From which level on findings fail the command.</summary>
    public FailLevel ReviewFailLevel { get; init; } = FailLevel.Warning;

    /// <summary>Paths of SARIF reports, relative to the root, with <c>*</c> and <c>**</c>.</summary>
    public IReadOnlyList<string> ReviewSarif { get; init; } = [];

    /// <summary>Where new dismissals are kept.</summary>
    public DismissalPlace ReviewDismissals { get; init; } = DismissalPlace.User;

    /// <summary>Absolute path of a GGUF file; empty for the built-in model.</summary>
    public string ModelPath { get; init; } = "";

    public DeviceSetting Device { get; init; } = DeviceSetting.Automatic;

    /// <summary>CPU threads of the model; 0 for one less than there are cores.</summary>
    public int Threads { get; init; }

    /// <summary>Tokens of context per document; 0 for what model and device bear.</summary>
    public int ContextTokens { get; init; }

    /// <summary>Most blocks of a model's network that the GPU computes; 0 for as many as fit.</summary>
    public int GpuLayers { get; init; }

    /// <summary>Seconds after its last client left until the model host exits.</summary>
    public int HostIdleExitSeconds { get; init; } = 60;

    /// <summary>Address of a model server on another machine; empty for none.</summary>
    public string PrivateEndpoint { get; init; } = "";

    /// <summary>Address of a model server on this machine; empty for none.</summary>
    public string LoopbackEndpoint { get; init; } = "";

    /// <summary>Address of the proxy for closed APIs; empty for none.</summary>
    public string Proxy { get; init; } = "";

    /// <summary>The mirror of the hub that models are downloaded from; empty for none.</summary>
    public string ModelMirror { get; init; } = "";

    /// <summary>Absolute path of the GGUF file of the chat model; empty for none.</summary>
    public string ChatModelPath { get; init; } = "";

    /// <summary>The private endpoint's name of the model that is asked; empty for none.</summary>
    public string PrivateModel { get; init; } = "";

    /// <summary>The loopback server's name of the model that is asked; empty for none.</summary>
    public string LoopbackModel { get; init; } = "";

    /// <summary>Which model server completes code in the place of the host's model.</summary>
    public CompletionEndpointSetting CompletionEndpoint { get; init; }

    /// <summary>That server's name of the model that completes; empty for the one that is asked everything else.</summary>
    public string CompletionEndpointModel { get; init; } = "";

    /// <summary>How it is told what stands before and behind the caret.</summary>
    public CompletionPromptSetting CompletionPrompt { get; init; }

    /// <summary>What happens with tasks that are more than the models of this machine can do.</summary>
    public Escalation Escalation { get; init; } = Escalation.Ask;

    /// <summary>What holds for a kind of task instead.</summary>
    public IReadOnlyDictionary<TaskKind, Escalation> TaskEscalations { get; init; } = new Dictionary<TaskKind, Escalation>();

    /// <summary>What some files do not go beyond, by patterns as in <c>.gitignore</c>.</summary>
    public IReadOnlyDictionary<string, Escalation> PathEscalations { get; init; } = new Dictionary<string, Escalation>(StringComparer.Ordinal);

    /// <summary>Id of the one model for everything but completion; empty for none.</summary>
    public string RoutedModel { get; init; } = "";

    /// <summary>Ids of models that come before others of their tier, the first first.</summary>
    public IReadOnlyList<string> PreferredModels { get; init; } = [];

    /// <summary>What may be spent without asking.</summary>
    public Budgets Budgets { get; init; } = Budgets.None;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether the two say the same. Equality compares lists and maps by reference.</summary>
    public bool SaysTheSameAs(CodeAssistSettings other) =>
        DisabledLanguages.SequenceEqual(other.DisabledLanguages, StringComparer.Ordinal)
        && AgentChecks.SequenceEqual(other.AgentChecks, StringComparer.Ordinal)
        && ReviewSarif.SequenceEqual(other.ReviewSarif, StringComparer.Ordinal)
        && PreferredModels.SequenceEqual(other.PreferredModels, StringComparer.Ordinal)
        && IsSame(ReviewRules, other.ReviewRules)
        && IsSame(TaskEscalations, other.TaskEscalations)
        && IsSame(PathEscalations, other.PathEscalations)
        && other == this with
        {
            DisabledLanguages = other.DisabledLanguages,
            AgentChecks = other.AgentChecks,
            ReviewSarif = other.ReviewSarif,
            PreferredModels = other.PreferredModels,
            ReviewRules = other.ReviewRules,
            TaskEscalations = other.TaskEscalations,
            PathEscalations = other.PathEscalations,
        };

    private static bool IsSame<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> one, IReadOnlyDictionary<TKey, TValue> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, entry.Value));
}
