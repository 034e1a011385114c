using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Anthropic.Models.Messages;
using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>What a client asked for, in the words that all SDKs understand.</summary>
internal static class ChatQuestion
{
    /// <returns>False when something that has to be JSON is not.</returns>
    public static bool TryRead(ChatParams parameters, [NotNullWhen(true)] out IReadOnlyList<ChatMessage>? messages, [NotNullWhen(true)] out ChatOptions? options)
    {
        try
        {
            messages = [.. parameters.Turns.Select(turn => new ChatMessage(Role(turn.Speaker), [.. Contents(turn)]))];
            options = Options(parameters);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, no object, or a name twice in one.
            messages = null;
            options = null;
            return false;
        }
    }

    private static ChatOptions Options(ChatParams parameters) => new()
    {
        MaxOutputTokens = parameters.MaxOutputTokens,
        Temperature = parameters.Temperature,
        Tools = parameters.Tools is { Count: > 0 } tools ? [.. tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, Json(tool.Schema), returnJsonSchema: null))] : null,
        ResponseFormat = parameters.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(Json(schema.Schema), schema.Name) : null,
        Reasoning = parameters.Effort is { } effort ? new ReasoningOptions { Effort = Effort(effort) } : null,
    };

    private static IEnumerable<AIContent> Contents(ChatTurn turn)
    {
        foreach (var thought in turn.Thoughts ?? [])
        {
            // First, as their provider wants it; one of another dialect passes over them.
            yield return new TextReasoningContent(thought.Text) { RawRepresentation = Block(thought) };
        }

        if (turn.Text.Length > 0 || turn is { Calls: null, Results: null })
        {
            yield return new TextContent(turn.Text);
        }

        foreach (var call in turn.Calls ?? [])
        {
            var arguments = Json(call.Arguments).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal);

            // As text, too: to be sent as the model wrote it.
            yield return new FunctionCallContent(call.Id, call.Name, arguments) { RawRepresentation = call.Arguments };
        }

        foreach (var result in turn.Results ?? [])
        {
            yield return new FunctionResultContent(result.CallId, result.Text);
        }
    }

    private static ContentBlockParam Block(ChatThought thought) => thought.IsHidden
        ? new RedactedThinkingBlockParam { Data = thought.Seal }
        : new ThinkingBlockParam { Thinking = thought.Text, Signature = thought.Seal };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static ReasoningEffort Effort(ChatEffort effort) => effort switch
    {
        ChatEffort.None => ReasoningEffort.None,
        ChatEffort.Low => ReasoningEffort.Low,
        ChatEffort.Medium => ReasoningEffort.Medium,
        ChatEffort.High => ReasoningEffort.High,
        _ => ReasoningEffort.ExtraHigh,
    };

    private static ChatRole Role(ChatSpeaker speaker) => speaker switch
    {
        ChatSpeaker.System => ChatRole.System,
        ChatSpeaker.Assistant => ChatRole.Assistant,
        ChatSpeaker.Tool => ChatRole.Tool,
        _ => ChatRole.User,
    };
}
