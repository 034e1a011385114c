using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <param name="Slot">Requests of one slot share their prompt prefix.</param>
/// <param name="Prompt">The prompt in tokens.</param>
/// <param name="Priority">Who waits for whom.</param>
/// <param name="Limits">When to stop.</param>
/// <param name="Chooser">How to choose tokens.</param>
/// <param name="Drafts">Texts that may follow the caret, in tokens; they make it faster and change nothing else.</param>
/// <param name="Drafting">When to guess tokens.</param>
/// <param name="Alternatives">Most answers.</param>
/// <param name="OnText">Told each piece of the answer on the scheduler's thread; must be quick and must not throw.</param>
internal sealed record GenerationRequest(
    string Slot,
    AssembledPrompt Prompt,
    GenerationPriority Priority,
    GenerationLimits Limits,
    ITokenChooser Chooser,
    IReadOnlyList<int[]> Drafts,
    Drafting Drafting,
    int Alternatives,
    Action<string>? OnText);
