using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Settings;

/// <summary>Every setting there is, declared once: reading, checking and the reference page all come from here.</summary>
internal static class SettingsTable
{
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        SettingDefinition.Boolean(
            "completion.enabled",
            SettingScope.Workspace,
            "Whether suggestions are offered at all.",
            settings => settings.CompletionEnabled,
            (settings, value) => settings with { CompletionEnabled = value }),
        SettingDefinition.TextList(
            "completion.disabledLanguages",
            SettingScope.Workspace,
            "Language ids in which no suggestions are offered, such as `markdown`.",
            (settings, value) => settings with { DisabledLanguages = value }),
        SettingDefinition.Choice(
            "completion.lines",
            SettingScope.Workspace,
            "How much a suggestion may be. `automatic`: several lines where a block begins, else the rest of the line.",
            settings => settings.Lines,
            (settings, value) => settings with { Lines = value }),
        SettingDefinition.Integer(
            "completion.promptTokens",
            SettingScope.Workspace,
            "Most tokens of code that a model is given to read for one suggestion. More costs time on the CPU.",
            256,
            32_768,
            settings => settings.PromptTokens,
            (settings, value) => settings with { PromptTokens = value }),
        SettingDefinition.Boolean(
            "completion.searchWorkspace",
            SettingScope.Workspace,
            "Whether the text of the open folders is searched for suggestions. It is kept in memory, two to three bytes for each byte of source.",
            settings => settings.SearchesWorkspace,
            (settings, value) => settings with { SearchesWorkspace = value }),
        SettingDefinition.Choice(
            "completion.ordinaryItems",
            SettingScope.Workspace,
            "Whether suggestions are also offered in the editor's ordinary list of completions. `automatic`: where the editor does not say that it can show inline completions.",
            settings => settings.OrdinaryItems,
            (settings, value) => settings with { OrdinaryItems = value }),
        SettingDefinition.Choice(
            "completion.onBattery",
            SettingScope.Workspace,
            "Whether suggestions come by themselves while the machine runs on its battery. What it runs on is known on Linux only.",
            settings => settings.OnBattery,
            (settings, value) => settings with { OnBattery = value }),
        SettingDefinition.Boolean(
            "review.checks",
            SettingScope.Workspace,
            "Whether CodeAssist's own checks take part in reviews; docs/review-checks.md lists them.",
            settings => settings.ReviewChecks,
            (settings, value) => settings with { ReviewChecks = value }),
        SettingDefinition.Boolean(
            "review.analyzers",
            SettingScope.Workspace,
            "Whether the C# compiler's diagnostics, and SARIF reports of other tools, take part in reviews.",
            settings => settings.ReviewAnalyzers,
            (settings, value) => settings with { ReviewAnalyzers = value }),
        SettingDefinition.Choice(
            "review.chat",
            SettingScope.Guarded,
            "Which chat models take part in reviews. `local`: those of this machine, where there are any; `routed`: whoever the routing settings choose, closed models too where they allow it.",
            settings => settings.ReviewChat,
            (settings, value) => settings with { ReviewChat = value }),
        SettingDefinition.Integer(
            "review.passes",
            SettingScope.Workspace,
            "How often a chat model that costs nothing looks at each piece of a change. What most passes say counts; more take longer.",
            1,
            9,
            settings => settings.ReviewPasses,
            (settings, value) => settings with { ReviewPasses = value }),
        SettingDefinition.Boolean(
            "review.likelihood",
            SettingScope.Workspace,
            "Whether the local completion model takes part in reviews: it compares changed lines with what else they could say.",
            settings => settings.ReviewLikelihood,
            (settings, value) => settings with { ReviewLikelihood = value }),
        SettingDefinition.Integer(
            "review.likelihoodSeconds",
            SettingScope.Workspace,
            "How long a review may take for that, in seconds. What is not looked at in this time is said.",
            5,
            3600,
            settings => settings.ReviewLikelihoodSeconds,
            (settings, value) => settings with { ReviewLikelihoodSeconds = value }),
        SettingDefinition.ChoiceMap<RuleLevelSetting>(
            "review.rules",
            SettingScope.Workspace,
            "Levels for single rules in the place of their own, such as `{ \"async-void\": \"off\" }`.",
            (settings, value) => settings with { ReviewRules = value }),
        SettingDefinition.Choice(
            "review.scope",
            SettingScope.Workspace,
            "Which lines findings may be about. `added`: lines that were added or changed; `context`: three more around them; `file`: all lines of changed files; `all`: other files too, each as a whole.",
            settings => settings.ReviewScope,
            (settings, value) => settings with { ReviewScope = value }),
        SettingDefinition.Choice(
            "review.failLevel",
            SettingScope.Workspace,
            "From which level on findings make `codeassist review` end with exit code 1.",
            settings => settings.ReviewFailLevel,
            (settings, value) => settings with { ReviewFailLevel = value }),
        SettingDefinition.TextList(
            "review.sarif",
            SettingScope.Workspace,
            "SARIF 2.1.0 reports that the project's own tools write, relative to the repository, with `*` and `**`: `artifacts/**/*.sarif`. Their results on changed lines take part in reviews.",
            (settings, value) => settings with { ReviewSarif = value }),
        SettingDefinition.Choice(
            "review.dismissals",
            SettingScope.Workspace,
            "Where new dismissals are kept. `user`: in your own data; `repository`: in `.codeassist/dismissals.json`, for everybody.",
            settings => settings.ReviewDismissals,
            (settings, value) => settings with { ReviewDismissals = value }),
        SettingDefinition.AbsolutePath(
            "model.path",
            SettingScope.Guarded,
            "The GGUF file of the model that completes; empty for the built-in model.",
            (settings, value) => settings with { ModelPath = value }),
        SettingDefinition.AbsolutePath(
            "model.chat",
            SettingScope.Guarded,
            "The GGUF file of the model that explains, fixes and holds conversations on this machine; empty for none. The built-in model completes code and does nothing else.",
            (settings, value) => settings with { ChatModelPath = value }),
        SettingDefinition.Choice(
            "model.device",
            SettingScope.Guarded,
            "Where the model runs. `automatic` takes a real GPU where there is one; `softwareVulkan` is Mesa's driver on the CPU and slow.",
            settings => settings.Device,
            (settings, value) => settings with { Device = value }),
        SettingDefinition.Integer(
            "model.threads",
            SettingScope.Guarded,
            "CPU threads of the model; 0 for one less than there are cores.",
            0,
            64,
            settings => settings.Threads,
            (settings, value) => settings with { Threads = value }),
        SettingDefinition.Integer(
            "model.contextTokens",
            SettingScope.Guarded,
            "Tokens of context per document; 0 for what the model and the device bear.",
            0,
            131_072,
            settings => settings.ContextTokens,
            (settings, value) => settings with { ContextTokens = value }),
        SettingDefinition.Integer(
            "model.gpuLayers",
            SettingScope.Guarded,
            "Most layers of a model that the GPU computes; the CPU computes the others. 0 for as many as fit into its memory. Fewer are put there where more do not fit.",
            0,
            1_024,
            settings => settings.GpuLayers,
            (settings, value) => settings with { GpuLayers = value }),
        SettingDefinition.Integer(
            "host.idleExitSeconds",
            SettingScope.Guarded,
            "Seconds after its last client left until the model host exits and gives its memory back.",
            0,
            86_400,
            settings => settings.HostIdleExitSeconds,
            (settings, value) => settings with { HostIdleExitSeconds = value }),
        SettingDefinition.Address(
            "endpoints.private",
            "A model server on another machine that understands OpenAI's requests, such as `https://models.example/v1`; empty for none. What is sent there leaves this machine.",
            "an address such as https://models.example/v1, written exactly, or empty",
            text => EndpointText.TryParsePrivate(text, out _, out _),
            (settings, value) => settings with { PrivateEndpoint = value }),
        SettingDefinition.Address(
            "endpoints.loopback",
            "A model server on this machine (Ollama, LM Studio, llama-server), such as `127.0.0.1:11434`; empty for none. It may be asked while nothing may leave the machine; whether it forwards what it is asked cannot be known here.",
            "127.0.0.1 or [::1] with a port, or empty",
            text => EndpointText.TryParseLoopback(text, out _),
            (settings, value) => settings with { LoopbackEndpoint = value }),
        SettingDefinition.Address(
            "endpoints.proxy",
            "The proxy through which closed APIs are reached, such as `http://proxy.example:3128`; empty for none. Proxy variables of the environment are not read.",
            "an address such as http://proxy.example:3128, written exactly, or empty",
            text => EndpointText.TryParseProxy(text, out _),
            (settings, value) => settings with { Proxy = value }),
        SettingDefinition.Address(
            "endpoints.modelMirror",
            "A mirror of the hub that models are downloaded from, such as `https://mirror.example/hub`: asked for the same paths in its place. Empty for the hub itself. Where the catalogue has a digest, what comes is held against it all the same.",
            "an address such as https://mirror.example/hub, written exactly, or empty",
            text => EndpointText.TryParseMirror(text, out _, out _),
            (settings, value) => settings with { ModelMirror = value }),
        SettingDefinition.Name(
            "endpoints.privateModel",
            SettingScope.Guarded,
            "The model of `endpoints.private` that is asked, by that server's name for it.",
            (settings, value) => settings with { PrivateModel = value }),
        SettingDefinition.Name(
            "endpoints.loopbackModel",
            SettingScope.Guarded,
            "The model of `endpoints.loopback` that is asked, by that server's name for it, such as `qwen3-coder:30b`.",
            (settings, value) => settings with { LoopbackModel = value }),
        SettingDefinition.Choice(
            "completion.endpoint",
            SettingScope.Guarded,
            "Which model server completes code in the place of the model of `model.path`. `loopback`: that of `endpoints.loopback`; `private`: that of `endpoints.private`, outside of local-only. It is sent the code around the caret while you type, and nobody takes its place when it fails.",
            settings => settings.CompletionEndpoint,
            (settings, value) => settings with { CompletionEndpoint = value }),
        SettingDefinition.Name(
            "completion.endpointModel",
            SettingScope.Guarded,
            "The model of `completion.endpoint`, by that server's name for it, such as `qwen2.5-coder:7b-base`; empty for the one that `endpoints.loopbackModel` or `endpoints.privateModel` names. It has to be one that fills in code.",
            (settings, value) => settings with { CompletionEndpointModel = value }),
        SettingDefinition.Choice(
            "completion.endpointPrompt",
            SettingScope.Guarded,
            "How `completion.endpoint` is told what stands before and behind the caret. `markers`: in one prompt, with the markers of the model's family (vLLM, llama-server, LM Studio); `suffix`: in two texts (Ollama, and servers of Mistral); `automatic`: `suffix` for names with a colon, as Ollama has them, and for families that are not known.",
            settings => settings.CompletionPrompt,
            (settings, value) => settings with { CompletionPrompt = value }),
        SettingDefinition.Choice(
            "routing.escalation",
            SettingScope.Guarded,
            "What happens with a task that is more than the models of this machine can do. `never`: it stays; `ask`: you are asked before anybody who costs money is; `auto`: you are asked only beyond your budgets.",
            settings => settings.Escalation,
            (settings, value) => settings with { Escalation = value }),
        SettingDefinition.ChoiceMap<TaskKind, Escalation>(
            "routing.tasks",
            SettingScope.Guarded,
            "What holds for a kind of task in the place of `routing.escalation`: `{ \"fix\": \"never\" }`.",
            (settings, value) => settings with { TaskEscalations = value }),
        SettingDefinition.ChoiceMap<Escalation>(
            "routing.paths",
            SettingScope.Guarded,
            "How far the text of some files may go, by patterns as in `.gitignore`: `{ \"secret/**\": \"never\" }`. The strictest holds.",
            (settings, value) => settings with { PathEscalations = value }),
        SettingDefinition.Name(
            "routing.model",
            SettingScope.Guarded,
            "The one model for everything but completion, such as `local/NAME` or `openai/NAME`; empty to let each task find its own. It is never replaced by another.",
            (settings, value) => settings with { RoutedModel = value }),
        SettingDefinition.TextList(
            "routing.models",
            SettingScope.Guarded,
            "Models that are taken before others of their kind, the first first.",
            (settings, value) => settings with { PreferredModels = value }),
        SettingDefinition.Dollars(
            "budget.taskDollars",
            "US dollars that one task may cost without you being asked. With `routing.escalation` set to `auto` nothing is spent unasked until this, the day's and the month's are set.",
            (settings, value) => settings with { Budgets = settings.Budgets with { Task = value } }),
        SettingDefinition.Dollars(
            "budget.dayDollars",
            "US dollars that may be spent in a day without you being asked.",
            (settings, value) => settings with { Budgets = settings.Budgets with { Day = value } }),
        SettingDefinition.Dollars(
            "budget.monthDollars",
            "US dollars that may be spent in a month without you being asked.",
            (settings, value) => settings with { Budgets = settings.Budgets with { Month = value } }),
        SettingDefinition.Integer(
            "agent.steps",
            SettingScope.Guarded,
            "Most answers of models that one delegated task may take.",
            1,
            200,
            settings => settings.AgentSteps,
            (settings, value) => settings with { AgentSteps = value }),
        SettingDefinition.TextList(
            "agent.checks",
            SettingScope.Guarded,
            "Commands that build and test after a delegated task has changed something, the quickest first: `[\"dotnet build\", \"dotnet test\"]`. Words with blanks between them; there is no shell. Empty to find them by the files of the project.",
            (settings, value) => settings with { AgentChecks = value }),
        SettingDefinition.Choice(
            "log.level",
            SettingScope.Workspace,
            "How much is logged. Code and prompts appear only at `trace`.",
            settings => settings.LogLevel,
            (settings, value) => settings with { LogLevel = value }),
    ];
}
