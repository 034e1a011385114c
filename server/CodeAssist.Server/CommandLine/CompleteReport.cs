using CodeAssist.Core.Completion;

namespace CodeAssist.Server.CommandLine;

/// <summary>What <c>codeassist complete --json</c> prints for one place.</summary>
/// <param name="File">The file as the user named it, absolute.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Suggestion">The text to insert, or null.</param>
/// <param name="ReplacedAfterCaret">UTF-16 code units after the caret that the suggestion replaces.</param>
/// <param name="Reason">Why there is no suggestion, or null.</param>
/// <param name="Detail">One sentence more on the reason, or null.</param>
/// <param name="Hidden">With <c>--hide-rest</c>: the rest of the line that the model was not shown.</param>
/// <param name="Source">Who suggests it: the workspace, or a model and its device.</param>
/// <param name="Probability">How likely its source thinks it, 0 to 1.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="ReusedTokens">How many of them were cached.</param>
/// <param name="GeneratedTokens">Tokens generated.</param>
/// <param name="FirstTokenMs">Milliseconds to the first token.</param>
/// <param name="TotalMs">Milliseconds in all, at the host.</param>
/// <param name="TokensPerSecond">Generation speed after the first token.</param>
internal sealed record CompleteReport(
    string File,
    int Line,
    int Column,
    string? Suggestion,
    int ReplacedAfterCaret,
    string? Reason,
    string? Detail,
    string? Hidden,
    string? Source,
    double? Probability,
    int? PromptTokens,
    int? ReusedTokens,
    int? GeneratedTokens,
    double? FirstTokenMs,
    double? TotalMs,
    double? TokensPerSecond)
{
    public static CompleteReport Of(CompleteQuestion question, CompletionOutcome outcome)
    {
        var best = (outcome as CompletionOutcome.Suggested)?.Best;
        var nothing = outcome as CompletionOutcome.NoSuggestion;
        var usage = outcome.Usage;

        return new CompleteReport(
            question.Position.File,
            question.Position.Line,
            question.Position.Column,
            best?.InsertText,
            best?.ReplacedAfterCaret ?? 0,
            nothing?.Reason.ToString(),
            nothing?.Detail,
            question.Hidden,
            best?.Source,
            best?.Probability,
            usage?.PromptTokens,
            usage?.ReusedTokens,
            usage?.GeneratedTokens,
            usage?.FirstToken.TotalMilliseconds,
            usage?.Total.TotalMilliseconds,
            usage?.TokensPerSecond);
    }
}
