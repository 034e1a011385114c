using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>How an <see cref="IChatClient"/> of this room says what Microsoft.Extensions.AI has no word for: expected failures, and parts of answers.</summary>
public static class EgressAnswers
{
    private const string RetryAfter = "codeassist.retryAfter";

    /// <summary>The answer ended before its end: what came is a part of it.</summary>
    public static ChatFinishReason CutOff { get; } = new("cut_off");

    /// <summary>There is no answer.</summary>
    public static ChatFinishReason Failed { get; } = new("failed");

    /// <summary>Whether some of an answer came, and not its end.</summary>
    public static bool IsPartial(this ChatResponse response) => response.FinishReason == CutOff;

    /// <returns>Why there is no answer or only a part of one; null when all of it is there.</returns>
    public static EgressFailure? FindFailure(this ChatResponse response) =>
        response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } error
            ? new EgressFailure(
                Enum.TryParse<EgressFailureKind>(error.ErrorCode, out var kind) ? kind : EgressFailureKind.Fault,
                error.Message,
                error.Details ?? "",
                error.AdditionalProperties?.GetValueOrDefault(RetryAfter) as TimeSpan?)
            : null;

    internal static ChatResponseUpdate Failure(EgressFailure failure, bool hasText, ChatUsage? usage = null) =>
        new(ChatRole.Assistant, [Error(failure), .. Counted(usage)])
        {
            FinishReason = hasText ? CutOff : Failed,
        };

    internal static ChatResponseUpdate End(ChatAnswer answer) =>
        new(ChatRole.Assistant, [.. Thoughts.Of(answer), .. Calls(answer), .. Counted(answer.Usage)])
        {
            ModelId = answer.Model,
            ResponseId = answer.ResponseId,
            FinishReason = answer.Finish switch
            {
                ChatFinish.Length => ChatFinishReason.Length,
                ChatFinish.Filtered => ChatFinishReason.ContentFilter,
                ChatFinish.ToolCalls => ChatFinishReason.ToolCalls,
                _ => ChatFinishReason.Stop,
            },
        };

    private static ErrorContent Error(EgressFailure failure) => new(failure.Message)
    {
        ErrorCode = failure.Kind.ToString(),
        Details = failure.NextStep,
        AdditionalProperties = failure.RetryAfter is { } wait ? new AdditionalPropertiesDictionary { [RetryAfter] = wait } : null,
    };

    private static IEnumerable<AIContent> Calls(ChatAnswer answer) =>
        answer.Calls?.Select(call => new FunctionCallContent(call.Id, call.Name, ToolArguments.Read(call.Arguments))) ?? [];

    private static IEnumerable<AIContent> Counted(ChatUsage? usage) => usage is null ? [] : [new UsageContent(Details(usage))];

    private static UsageDetails Details(ChatUsage usage) => new()
    {
        InputTokenCount = usage.InputTokens,
        CachedInputTokenCount = usage.CachedInputTokens,
        OutputTokenCount = usage.OutputTokens,
        ReasoningTokenCount = usage.ReasoningTokens,
        TotalTokenCount = usage.InputTokens + usage.OutputTokens,
    };
}
