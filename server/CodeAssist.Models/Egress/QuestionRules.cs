using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>What a question may hold. Whatever else a caller sets would be lost on the way, and is refused instead.</summary>
internal static class QuestionRules
{
    /// <returns>What it holds that is not carried, as the end of a sentence; null when all is.</returns>
    public static string? FaultOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        messages.Any(message => !message.Contents.All(content => IsCarried(message.Role, content))) ? "holds something other than text, tool calls, their results and the thoughts before them"
        : options is null ? null
        : options.Tools?.Any(tool => tool is not AIFunctionDeclaration) is true ? "names a tool that is no function"
        : options.ToolMode is not (null or AutoChatToolMode) ? "forces a tool to be called, or not to be"
        : options.ResponseFormat is ChatResponseFormatJson { Schema: null } ? "asks for JSON without a schema"
        : options is { Instructions: not null } or { StopSequences.Count: > 0 } or { TopP: not null } or { TopK: not null } or { Seed: not null }
            or { FrequencyPenalty: not null } or { PresencePenalty: not null } or { ConversationId: not null } ? "sets an option that is not carried"
        : null;

    /// <returns>Null where the result is neither text nor JSON.</returns>
    public static string? TextOf(FunctionResultContent result) => result.Result switch
    {
        null => "",
        string text => text,
        JsonElement json => json.GetRawText(),
        _ => null,
    };

    private static bool IsCarried(ChatRole role, AIContent content) => content switch
    {
        TextContent => role != ChatRole.Tool,
        FunctionCallContent => role == ChatRole.Assistant,
        TextReasoningContent thought => role == ChatRole.Assistant && thought.ProtectedData is { Length: > 0 },
        FunctionResultContent result => role == ChatRole.Tool && TextOf(result) is not null,
        _ => false,
    };
}
