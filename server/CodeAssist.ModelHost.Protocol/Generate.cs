namespace CodeAssist.ModelHost.Protocol;

/// <summary>The roles a special token can play in a prompt. The host knows which id plays it in the loaded vocabulary.</summary>
public enum SpecialToken
{
    BeginOfText,
    EndOfText,
    FimPrefix,
    FimSuffix,
    FimMiddle,
    FimPad,
    RepositoryName,
    FileSeparator,
}

/// <summary>One piece of a prompt: either a special token or ordinary text, never both.</summary>
/// <param name="Special">A special token, spliced in as its id.</param>
/// <param name="Text">Ordinary text; tokenised without ever recognising special tokens in it.</param>
/// <param name="Trim">What may be cut from <paramref name="Text"/> when the prompt is too long.</param>
/// <param name="Priority">Higher is kept longer; parts of the lowest priority are trimmed first.</param>
/// <param name="EndsAtCaret">
/// Whether the caret stands at its end: then what the caret cuts of a token is left out, and every answer begins with it unseen. At most
/// one part; where there is none, an answer goes on behind the last part as it is.
/// </param>
public sealed record PromptPart(SpecialToken? Special, string? Text, TrimRule Trim, int Priority, bool EndsAtCaret = false)
{
    public static PromptPart Token(SpecialToken token) => new(token, null, TrimRule.Never, int.MaxValue);

    public static PromptPart Fixed(string text) => new(null, text, TrimRule.Never, int.MaxValue);
}

/// <summary>How a part of a prompt gives way when the whole does not fit.</summary>
public enum TrimRule
{
    Never,

    /// <summary>Whole lines go from the start: text before the caret.</summary>
    KeepEnd,

    /// <summary>Whole lines go from the end: text after the caret.</summary>
    KeepStart,

    /// <summary>All of it or nothing.</summary>
    DropWhole,
}

/// <param name="ModelId">A loaded model.</param>
/// <param name="Slot">Requests of the same slot share their prompt prefix; one slot per document and task.</param>
/// <param name="Parts">The prompt, in order.</param>
/// <param name="Priority">Who waits for whom.</param>
/// <param name="Limits">When to stop.</param>
/// <param name="Sampling">How to choose tokens.</param>
/// <param name="StreamId">Names the stream in <see cref="GeneratedTextParams"/>; null for no stream.</param>
/// <param name="Drafts">
/// Texts that may well follow the caret. They change nothing but the speed: what the model would write anyway is verified several tokens
/// at a time. At most <see cref="GenerateLimits.Drafts"/>; null for none. Of no use where tokens are drawn by chance.
/// </param>
/// <param name="Drafting">When to guess tokens, from the drafts and from what stands in the prompt; for measurements.</param>
/// <param name="Alternatives">
/// Most answers, 1 to <see cref="GenerateLimits.Alternatives"/>. The first is the answer; each other begins with another token and goes on with the most
/// likely ones. Only the first is streamed. Not where tokens are drawn by chance.
/// </param>
public sealed record GenerateParams(
    string ModelId,
    string Slot,
    IReadOnlyList<PromptPart> Parts,
    GenerationPriority Priority,
    GenerationLimits Limits,
    SamplingOptions Sampling,
    string? StreamId,
    IReadOnlyList<string>? Drafts = null,
    Drafting Drafting = Drafting.WhereItPays,
    int Alternatives = 1);

/// <summary>When tokens are guessed before the model is asked.</summary>
public enum Drafting
{
    /// <summary>Where measured cost and success say that it is faster.</summary>
    WhereItPays,

    /// <summary>Wherever there is something to guess.</summary>
    Always,

    Never,
}

/// <summary>What one request may send along; more is refused as a whole.</summary>
public static class GenerateLimits
{
    /// <summary>Most drafts of one request.</summary>
    public const int Drafts = 8;

    /// <summary>Most characters of one draft.</summary>
    public const int DraftCharacters = 4_096;

    /// <summary>Most answers to one request.</summary>
    public const int Alternatives = 3;
}

/// <summary>Lower values go first: a keystroke pre-empts a review within one step.</summary>
public enum GenerationPriority
{
    Completion,
    Interactive,
    Background,
}

/// <param name="MaxTokens">Most tokens to generate.</param>
/// <param name="StopTexts">The answer ends before the first of these that appears in it.</param>
/// <param name="BlockIndentation">
/// Columns by which the line is indented that opens the block which the answer fills, a tab counting as four; null for no block. The answer
/// ends before the line that leaves the block.
/// </param>
public sealed record GenerationLimits(int MaxTokens, IReadOnlyList<string> StopTexts, int? BlockIndentation = null);

/// <param name="Temperature">0 is greedy: always the most likely token.</param>
/// <param name="TopK">Only the k most likely tokens take part; 0 for all.</param>
/// <param name="TopP">Only the most likely tokens that add up to this probability take part; 1 for all.</param>
/// <param name="Seed">Same seed, same tokens, on the same device.</param>
public sealed record SamplingOptions(float Temperature, int TopK, float TopP, uint Seed)
{
    public static SamplingOptions Greedy { get; } = new(0, 0, 1, 0);
}

/// <param name="StreamId">The stream the client named.</param>
/// <param name="Text">The next piece; whole characters only.</param>
public sealed record GeneratedTextParams(string StreamId, string Text);

/// <summary>Exactly one of the two is set.</summary>
public sealed record GenerateResult(Generation? Generation, HostFailure? Failure);

/// <param name="Text">The answer, without the stop text.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="LogProbability">Natural logarithm of the joint probability of all generated tokens, the stop included.</param>
/// <param name="Usage">The exact accounting, alternatives included.</param>
/// <param name="Alternatives">Other answers, no two texts alike, the likeliest first.</param>
public sealed record Generation(
    string Text, FinishReason Finish, double LogProbability, GenerationUsage Usage, IReadOnlyList<GeneratedAlternative> Alternatives);

/// <param name="Text">The answer, without the stop text; never empty.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="LogProbability">As of the answer itself.</param>
public sealed record GeneratedAlternative(string Text, FinishReason Finish, double LogProbability);

public enum FinishReason
{
    EndOfText,
    StopText,
    BlockEnd,
    MaxTokens,
    ContextFull,
}

/// <param name="PromptTokens">Tokens of the prompt as decoded.</param>
/// <param name="ReusedTokens">How many of them were already in the cache.</param>
/// <param name="TrimmedTokens">Tokens cut from the prompt so that it fits.</param>
/// <param name="GeneratedTokens">Tokens generated, the stop included.</param>
/// <param name="DraftedTokens">Tokens that were guessed before the model was asked, and verified several at a time.</param>
/// <param name="AcceptedTokens">How many of them the model chose as well.</param>
/// <param name="QueuedMilliseconds">From arrival to the first step.</param>
/// <param name="FirstTokenMilliseconds">From arrival to the first token.</param>
/// <param name="TotalMilliseconds">From arrival to the end.</param>
public sealed record GenerationUsage(
    int PromptTokens,
    int ReusedTokens,
    int TrimmedTokens,
    int GeneratedTokens,
    int DraftedTokens,
    int AcceptedTokens,
    double QueuedMilliseconds,
    double FirstTokenMilliseconds,
    double TotalMilliseconds);

public sealed record CountTokensParams(string ModelId, IReadOnlyList<string> Texts);

/// <summary>Exactly one of the two is set; counts are in the order of the texts.</summary>
public sealed record CountTokensResult(IReadOnlyList<int>? Counts, HostFailure? Failure);
