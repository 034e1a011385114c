using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Looks for what makes no sense in a request before any of it is computed.</summary>
internal static class RequestCheck
{
    private const int MostParts = 4_096;
    private const int MostStopTexts = 64;
    private const int LongestStopText = 256;

    /// <returns>Null when all is well.</returns>
    public static HostFailure? Problem(GenerateParams parameters) =>
        Failure(InRequest(parameters.Slot, parameters.Parts, parameters.Limits.MaxTokens, parameters.Priority) ?? InGeneration(parameters));

    /// <returns>Null when all is well.</returns>
    public static HostFailure? Problem(ScoreParams parameters) =>
        Failure(InRequest(parameters.Slot, parameters.Parts, parameters.MaxTokens, parameters.Priority) ?? InScoring(parameters));

    /// <returns>What makes no sense, as a sentence, or null when all is well.</returns>
    public static string? InSampling(SamplingOptions sampling) => sampling switch
    {
        _ when !(sampling.Temperature is >= 0 and <= 100) => $"A temperature of {sampling.Temperature} makes no sense.",
        { TopK: < 0 } => $"The {sampling.TopK} most likely tokens make no sense.",
        _ when !(sampling.TopP is > 0 and <= 1) => $"A probability of {sampling.TopP} makes no sense.",
        _ => null,
    };

    private static HostFailure? Failure(string? problem) => problem is null
        ? null
        : new HostFailure(HostFailureKind.InvalidRequest, problem, "This is a fault of the client: please report it.");

    private static string? InRequest(string slot, IReadOnlyList<PromptPart> parts, int maxTokens, GenerationPriority priority) => parts.Count switch
    {
        _ when slot.Length == 0 => "A request needs a slot.",
        0 or > MostParts => $"A prompt has 1 to {MostParts} parts, not {parts.Count}.",
        _ when maxTokens < 1 => $"An answer of {maxTokens} tokens makes no sense.",
        _ when !Enum.IsDefined(priority) => "The priority is unknown.",
        _ => null,
    };

    private static string? InGeneration(GenerateParams parameters) => parameters switch
    {
        { Limits.StopTexts.Count: > MostStopTexts } => $"There may be {MostStopTexts} stop texts, not {parameters.Limits.StopTexts.Count}.",
        _ when parameters.Limits.StopTexts.Any(stop => stop.Length is 0 or > LongestStopText) =>
            $"A stop text has 1 to {LongestStopText} characters.",
        { Limits.BlockIndentation: < 0 } => $"An indentation of {parameters.Limits.BlockIndentation} columns makes no sense.",
        _ when InSampling(parameters.Sampling) is { } problem => problem,
        { Alternatives: < 1 or > GenerateLimits.Alternatives } => $"There may be {GenerateLimits.Alternatives} answers, not {parameters.Alternatives}.",
        { Alternatives: > 1, Sampling.Temperature: > 0 } => "Tokens that are drawn by chance have no alternatives.",
        _ when !Enum.IsDefined(parameters.Drafting) => "The way of drafting is unknown.",
        { Drafts.Count: > GenerateLimits.Drafts } => $"There may be {GenerateLimits.Drafts} drafts, not {parameters.Drafts.Count}.",
        { Drafts: { } drafts } when drafts.Any(draft => draft is not { Length: <= GenerateLimits.DraftCharacters }) =>
            $"A draft is a text of at most {GenerateLimits.DraftCharacters} characters.",
        _ => null,
    };

    // A list from the wire may hold null.
    private static string? InScoring(ScoreParams parameters) => parameters.Continuations switch
    {
        { Count: 0 or > ScoreLimits.Continuations } =>
            $"A request scores 1 to {ScoreLimits.Continuations} continuations, not {parameters.Continuations.Count}.",
        var texts when texts.Any(text => text is not { Length: <= ScoreLimits.Characters }) =>
            $"A continuation is a text of at most {ScoreLimits.Characters} characters.",
        _ => null,
    };
}
