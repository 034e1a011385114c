using System.Runtime.CompilerServices;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>
/// Over the SDK's own client: hands tool calls on as they came. The SDK would parse their arguments, and lose on the way what is wrong with them.
/// </summary>
internal sealed class AnthropicToolCalls(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            update.Contents = [.. update.Contents.Where(content => content is not FunctionCallContent)];
            if (PieceOf(update.RawRepresentation as RawMessageStreamEvent) is { } piece)
            {
                update.Contents.Add(piece);
            }

            yield return update;
        }
    }

    private static ToolCallPiece? PieceOf(RawMessageStreamEvent? message) =>
        message is null ? null
        : message.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var tool) ? new ToolCallPiece(start.Index, tool.ID, tool.Name, "")
        : message.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var json) ? new ToolCallPiece(delta.Index, id: null, name: null, json.PartialJson)
        : null;
}
