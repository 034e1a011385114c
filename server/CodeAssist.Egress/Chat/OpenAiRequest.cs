using CodeAssist.Core.Providers;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiMessage = OpenAI.Chat.ChatMessage;
using OpenAiFormat = OpenAI.Chat.ChatResponseFormat;

#pragma warning disable OPENAI001, SCME0001 // The SDK's only way to say how much a model thinks, and to write a field by its older name. Its version is pinned.

namespace CodeAssist.Egress.Chat;

/// <summary>Writes a question in OpenAI's words, as this provider and this model understand them.</summary>
/// <param name="provider">Who is asked.</param>
/// <param name="card">What is known of the model; null for nothing.</param>
internal sealed class OpenAiRequest(Provider provider, ModelCard? card)
{
    // Engines of the user's own all know the older name, and some only that.
    private readonly bool _saysMaxTokens = provider.Quirks.OutputLimit is { } field ? field.Value is OutputLimitField.MaxTokens : provider.Place is not ProviderPlace.Internet;

    private readonly bool _reasons = card?.Reasoning is { Value: true };

    public static IEnumerable<OpenAiMessage> Messages(IEnumerable<ChatMessage> messages) => messages.SelectMany(Messages);

    public ChatCompletionOptions Options(ChatOptions? options)
    {
        var request = new ChatCompletionOptions
        {
            MaxOutputTokenCount = _saysMaxTokens ? null : options?.MaxOutputTokens,
            Temperature = _reasons && provider.Quirks.ReasoningTakesTemperature is { Value: false } ? null : options?.Temperature,
            StoredOutputEnabled = provider.Quirks.Stores is { Value: true } ? false : null,
            ReasoningEffortLevel = Effort(options),
            ResponseFormat = options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
                ? OpenAiFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), jsonSchemaIsStrict: true)
                : null,
        };
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            request.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (_saysMaxTokens && options?.MaxOutputTokens is { } limit)
        {
            request.Patch.Set("$.max_tokens"u8, limit);
        }

        if (provider.Quirks.StreamUsage is { Value: false })
        {
            request.Patch.Remove("$.stream_options"u8);
        }

        return request;
    }

    private ChatReasoningEffortLevel? Effort(ChatOptions? options) => options?.Reasoning?.Effort switch
    {
        // Null alone would become a level without a name.
        null when !_reasons || options?.Tools is not { Count: > 0 } || provider.Quirks.ToolsWhileReasoning is not { Value: false } => default(ChatReasoningEffortLevel?),
        null or ReasoningEffort.None => ChatReasoningEffortLevel.None,
        ReasoningEffort.Low => ChatReasoningEffortLevel.Low,
        ReasoningEffort.Medium => ChatReasoningEffortLevel.Medium,
        ReasoningEffort.High => ChatReasoningEffortLevel.High,
        _ => ChatReasoningEffortLevel.ExtraHigh,
    };

    // Each result is a message of its own here.
    private static IEnumerable<OpenAiMessage> Messages(ChatMessage message) =>
        message.Role == ChatRole.Tool ? message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, (string?)result.Result ?? ""))
        : message.Role == ChatRole.Assistant ? [Assistant(message)]
        : message.Role == ChatRole.System ? [new SystemChatMessage(message.Text)]
        : [new UserChatMessage(message.Text)];

    private static AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString((string)call.RawRepresentation!)))
            .ToList();
        if (calls.Count == 0)
        {
            return new AssistantChatMessage(message.Text);
        }

        var said = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            said.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return said;
    }
}
