using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Transport;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiFinish = OpenAI.Chat.ChatFinishReason;

#pragma warning disable SCME0001 // The SDK's only way to see what it does not know itself. Its version is pinned.

namespace CodeAssist.Egress.Chat;

/// <summary>OpenAI's chat completions as an <see cref="IChatClient"/>, over the official SDK. Streamed text, pieces of tool calls and usage come out.</summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private readonly Provider _provider;
    private readonly string _model;
    private readonly OpenAiRequest _request;
    private readonly Uri _endpoint;
    private readonly ChatClient _client;

    public OpenAiChatClient(Provider provider, string model, OpenAiRequest request, string key, HttpClient transport)
    {
        _provider = provider;
        _model = model;
        _request = request;
        _endpoint = new Uri(provider.Origin + provider.BasePath);
        _client = new ChatClient(model, new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = _endpoint,
            Transport = new HttpClientPipelineTransport(transport),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // The transport has limits of its own, for each step.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false, EnableMessageLogging = false, EnableMessageContentLogging = false },
        });
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = _client.CompleteChatStreamingAsync(OpenAiRequest.Messages(messages), _request.Options(options), cancellationToken);
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            RefuseError(update);
            var text = string.Concat(update.ContentUpdate.Select(part => part.Text)) + update.RefusalUpdate;
            List<AIContent> contents = text.Length == 0 ? [] : [new TextContent(text)];
            contents.AddRange(update.ToolCallUpdates.Select(piece =>
                new ToolCallPiece(piece.Index, piece.ToolCallId, piece.FunctionName, piece.FunctionArgumentsUpdate?.ToString() ?? "")));
            if (update.Patch.TryGetValue("$.choices[0].delta.reasoning_content"u8, out string? thought) && thought is { Length: > 0 })
            {
                // Several engines say what a model thinks so. It is no answer, but a sign of life.
                contents.Add(new TextReasoningContent(thought));
            }

            if (update.Usage is { } usage)
            {
                contents.Add(new UsageContent(FromOpenAi(usage)));
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, contents)
            {
                ResponseId = update.CompletionId,
                ModelId = update.Model,
                FinishReason = update.FinishReason is { } finish ? FromOpenAi(finish) : null,
            };
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(_provider.Id, _endpoint, _model)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Everything is the caller's.
    }

    // Its status was a success, and the SDK takes it for an empty piece.
    private void RefuseError(StreamingChatCompletionUpdate update)
    {
        if (update.Patch.TryGetJson("$.error"u8, out var error))
        {
            throw new EgressException(TransportFailures.Status(_provider, status: null, ErrorText.Read(error, key: null), retryAfter: null));
        }
    }

    private static ChatFinishReason FromOpenAi(OpenAiFinish finish) => finish switch
    {
        OpenAiFinish.Length => ChatFinishReason.Length,
        OpenAiFinish.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAiFinish.ToolCalls => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails FromOpenAi(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
    };
}
