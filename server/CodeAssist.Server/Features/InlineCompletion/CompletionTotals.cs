namespace CodeAssist.Server.Features.InlineCompletion;

/// <param name="Requests">Requests that came to an outcome.</param>
/// <param name="Answered">Those that a model answered.</param>
/// <param name="PromptTokens">Tokens of all their prompts.</param>
/// <param name="ReusedTokens">How many of these were cached.</param>
/// <param name="GeneratedTokens">Tokens generated.</param>
internal readonly record struct CompletionTotals(
    long Requests, long Answered, long PromptTokens, long ReusedTokens, long GeneratedTokens);
