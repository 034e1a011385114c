using System.Diagnostics;
using CodeAssist.Core.Models;
using CodeAssist.Egress.Protocol;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.AI;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;
using AiRole = Microsoft.Extensions.AI.ChatRole;
using EgressAnswer = CodeAssist.Egress.Protocol.ChatAnswer;
using HostAnswer = CodeAssist.ModelHost.Protocol.ChatAnswer;
using HostMessage = CodeAssist.ModelHost.Protocol.ChatMessage;
using HostRole = CodeAssist.ModelHost.Protocol.ChatRole;

namespace CodeAssist.Models.Local;

/// <summary>Microsoft.Extensions.AI's words for a conversation in the host's words, and back into those in which every chat client of this room answers.</summary>
internal static class ChatVocabulary
{
    /// <returns>The conversation, or what of it a local model cannot be asked.</returns>
    public static (IReadOnlyList<HostMessage> Messages, EgressFailure? Failure) ToWire(IReadOnlyList<AiMessage> said, ChatOptions? options)
    {
        var problem = options switch
        {
            { Tools.Count: > 0 } => "The local model is not asked to use tools.",
            { StopSequences.Count: > 0 } => "The local model is not asked to stop at a text.",
            { ResponseFormat: ChatResponseFormatJson { Schema: null } } => "The local model answers in JSON only where a schema says in which.",
            _ when said.Any(message => message.Role == AiRole.Tool || message.Contents.Any(content => content is not TextContent)) =>
                "The question holds something other than text.",
            _ => null,
        };
        if (problem is not null)
        {
            return ([], new EgressFailure(EgressFailureKind.InvalidRequest, problem, "Ask with text only."));
        }

        var messages = said.Select(message => new HostMessage(Role(message.Role), message.Text));
        return options?.Instructions is { Length: > 0 } instructions
            ? ([new HostMessage(HostRole.System, instructions), .. messages], null)
            : ([.. messages], null);
    }

    // Without a wish the likeliest tokens: the same question gets the same answer.
    public static SamplingOptions Sampling(ChatOptions? options) =>
        new(options?.Temperature ?? 0, options?.TopK ?? 0, options?.TopP ?? 1, unchecked((uint)(options?.Seed ?? 0)));

    public static string? Schema(ChatOptions? options) => options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? schema.GetRawText() : null;

    public static EgressAnswer FromWire(HostAnswer answer, string model) => new(
        answer.Finish is FinishReason.MaxTokens or FinishReason.ContextFull ? ChatFinish.Length : ChatFinish.Stop,
        model,
        ResponseId: null,
        new ChatUsage(answer.Usage.PromptTokens, answer.Usage.ReusedTokens, answer.Usage.GeneratedTokens));

    public static EgressFailure FromWire(HostFailure failure) => new(
        failure.Kind switch
        {
            HostFailureKind.PromptTooLong => EgressFailureKind.TooLarge,
            HostFailureKind.InvalidRequest or HostFailureKind.ModelUnsupported => EgressFailureKind.InvalidRequest,
            HostFailureKind.Busy => EgressFailureKind.RateLimited,
            HostFailureKind.DeviceFailed or HostFailureKind.NumericalFailure => EgressFailureKind.ProviderFailed,
            _ => EgressFailureKind.Unavailable,
        },
        failure.Message,
        failure.NextStep);

    public static EgressFailure FromCore(ModelFailure failure) => new(
        failure.Kind switch
        {
            ModelFailureKind.TimedOut => EgressFailureKind.TimedOut,
            ModelFailureKind.Refused => EgressFailureKind.InvalidRequest,
            _ => EgressFailureKind.Unavailable,
        },
        failure.Message,
        failure.NextStep);

    /// <returns>What a router is told of the model, or why it cannot chat.</returns>
    public static ChatAvailability FromWire(ModelDescription model) => model switch
    {
        { ChatRefusal: { } refusal } => new ChatAvailability.Unavailable(new ModelFailure(
            ModelFailureKind.Refused,
            $"The model '{model.Name}' cannot chat: {refusal}.",
            "Choose a model that was trained for conversations, such as Qwen2.5-Coder-Instruct.")),
        { ChatTemplate: { } template } => new ChatAvailability.Ready(new LocalChatModel(model.Name, template, model.Device.Device, model.ContextTokens)),
        _ => throw new UnreachableException(),
    };

    private static HostRole Role(AiRole role) =>
        role == AiRole.System ? HostRole.System
        : role == AiRole.Assistant ? HostRole.Assistant
        : HostRole.User;
}
