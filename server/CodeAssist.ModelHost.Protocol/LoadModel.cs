namespace CodeAssist.ModelHost.Protocol;

/// <param name="ModelId">The name by which later requests call this model.</param>
/// <param name="Path">Absolute path of the GGUF file.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Expected">The file as it was when it was checked: one that was changed or replaced since is refused. Null where nobody checked it.</param>
public sealed record LoadModelParams(string ModelId, string Path, LoadOptions Options, FileStamp? Expected = null);

/// <param name="Device">Which kind of device to use.</param>
/// <param name="Threads">Threads for the CPU, or null for cores − 1.</param>
/// <param name="ContextTokens">Tokens of context per sequence, or null for what the model and the device bear.</param>
/// <param name="Sequences">Documents whose prompt state is kept at once, or null for 4.</param>
/// <param name="SavedStateBytes">Memory for the prompt states of further documents, or null for 256 MB (1e6 bytes); 0 for none.</param>
/// <param name="Adapter">Absolute path of a LoRA adapter of this model, in GGUF; null for none.</param>
/// <param name="Draft">Absolute path of a small model of the same vocabulary that guesses ahead where that is faster; null for none.</param>
/// <param name="GpuLayers">Most blocks of the network that a GPU computes, at least one; null for as many as fit.</param>
public sealed record LoadOptions(
    DevicePreference Device,
    int? Threads,
    int? ContextTokens,
    int? Sequences,
    long? SavedStateBytes = null,
    string? Adapter = null,
    string? Draft = null,
    int? GpuLayers = null)
{
    public static LoadOptions Default { get; } = new(DevicePreference.Automatic, null, null, null);
}

public enum DevicePreference
{
    /// <summary>A real GPU where there is one, else the CPU.</summary>
    Automatic,

    /// <summary>The CPU, whatever else there is.</summary>
    Cpu,

    /// <summary>Vulkan or nothing; also takes a software device such as Mesa's llvmpipe.</summary>
    Vulkan,
}

/// <summary>Exactly one of the two is set.</summary>
public sealed record LoadModelResult(ModelDescription? Model, HostFailure? Failure);

/// <param name="ModelId">The model being loaded.</param>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Doing">What is done beside reading the weights, for people; null for nothing.</param>
public sealed record LoadProgressParams(string ModelId, double Fraction, string? Doing = null);

public sealed record UnloadModelParams(string ModelId);

public sealed record UnloadModelResult(bool WasLoaded);

/// <summary>What a loaded model is, in the words a prompt builder needs.</summary>
/// <param name="ModelId">The id it was loaded under.</param>
/// <param name="Name"><c>general.name</c> of the file, or the file's name.</param>
/// <param name="Architecture"><c>general.architecture</c> of the file.</param>
/// <param name="PromptLayout"><c>codeassist.prompt.layout</c> of the file, or null: then the family decides.</param>
/// <param name="MinimumProbability"><c>codeassist.confidence.minimum</c> of the file: joint probability below which its authors advise to show nothing unasked, or null.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
/// <param name="ContextTokens">Tokens one sequence can hold, prompt and answer together.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="FileBytes">Size of the weights in bytes.</param>
/// <param name="SpecialTokens">The special tokens that this vocabulary has as exactly one id each.</param>
/// <param name="FimRefusal">Why this model cannot fill in the middle, as the end of a sentence, or null when it can.</param>
/// <param name="ChatTemplate">Which of the known chat templates its file carries, by the name of docs/model-host.md; null when it cannot chat.</param>
/// <param name="ChatRefusal">Why this model cannot chat, as the end of a sentence, or null when it can.</param>
/// <param name="Device">Where it runs, and why there.</param>
/// <param name="Threads">CPU threads used.</param>
/// <param name="LoadMilliseconds">Time from the request to the first usable state, measured.</param>
/// <param name="SpecialTexts">What the vocabulary calls its special tokens: they tell the family.</param>
/// <param name="Adapter">Name of the LoRA adapter that it runs with, or null.</param>
/// <param name="Draft">Name of the model that guesses ahead for it, or null.</param>
/// <param name="DraftRefusal">Why the model that was to guess ahead does not, in a sentence; null where it does, or none was named.</param>
/// <param name="Layers">Blocks of its network.</param>
/// <param name="LayersOnGpu">How many of them a GPU computes: all, some, or none.</param>
public sealed record ModelDescription(
    string ModelId,
    string Name,
    string Architecture,
    string? PromptLayout,
    double? MinimumProbability,
    int VocabularySize,
    int ContextTokens,
    long Parameters,
    long FileBytes,
    IReadOnlyList<SpecialToken> SpecialTokens,
    string? FimRefusal,
    string? ChatTemplate,
    string? ChatRefusal,
    DeviceChoice Device,
    int Threads,
    double LoadMilliseconds,
    IReadOnlyDictionary<SpecialToken, string>? SpecialTexts = null,
    string? Adapter = null,
    string? Draft = null,
    string? DraftRefusal = null,
    int Layers = 0,
    int LayersOnGpu = 0);
