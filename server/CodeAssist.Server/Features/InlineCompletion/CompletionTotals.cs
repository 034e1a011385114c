namespace CodeAssist.Server.Features.InlineCompletion;

/// <param name="Requests">Requests that came to an outcome.</param>
/// <param name="Remembered">Those that were answered without asking anybody, because the answer was there already.</param>
/// <param name="Answered">Answers of the model, whether anybody still waited for them or not.</param>
/// <param name="PromptTokens">Tokens of all their prompts.</param>
/// <param name="ReusedTokens">How many of these were cached.</param>
/// <param name="GeneratedTokens">Tokens generated.</param>
internal readonly record struct CompletionTotals(
    long Requests, long Remembered, long Answered, long PromptTokens, long ReusedTokens, long GeneratedTokens);
