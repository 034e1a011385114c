using System.Runtime.CompilerServices;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>
/// Over the SDK's own client: hands tool calls and thoughts on as they came. The SDK would parse the arguments of calls, and lose on the way what is wrong with them.
/// </summary>
internal sealed class AnthropicToolCalls(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            update.Contents = [.. update.Contents.Where(content => content is not (FunctionCallContent or TextReasoningContent))];
            if (PieceOf(update.RawRepresentation as RawMessageStreamEvent) is { } piece)
            {
                update.Contents.Add(piece);
            }

            yield return update;
        }
    }

    private static AIContent? PieceOf(RawMessageStreamEvent? message) =>
        message is null ? null
        : message.TryPickContentBlockStart(out var start) ? Begun(start)
        : message.TryPickContentBlockDelta(out var delta) ? Continued(delta)
        : null;

    private static AIContent? Begun(RawContentBlockStartEvent start) =>
        start.ContentBlock.TryPickToolUse(out var tool) ? new ToolCallPiece(start.Index, tool.ID, tool.Name, "")
        : start.ContentBlock.TryPickThinking(out var thinking) ? new ThoughtPiece(start.Index, thinking.Thinking, thinking.Signature, isHidden: false)
        : start.ContentBlock.TryPickRedactedThinking(out var hidden) ? new ThoughtPiece(start.Index, text: "", hidden.Data, isHidden: true)
        : null;

    private static AIContent? Continued(RawContentBlockDeltaEvent delta) =>
        delta.Delta.TryPickInputJson(out var json) ? new ToolCallPiece(delta.Index, id: null, name: null, json.PartialJson)
        : delta.Delta.TryPickThinking(out var thinking) ? new ThoughtPiece(delta.Index, thinking.Thinking, seal: "", isHidden: false)
        : delta.Delta.TryPickSignature(out var seal) ? new ThoughtPiece(delta.Index, text: "", seal.Signature, isHidden: false)
        : null;
}
