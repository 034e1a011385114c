using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>What a stream says of itself besides its text: how it ended, who answered, what it cost.</summary>
internal sealed class AnswerEnd
{
    private readonly ToolCallAssembly _calls = new();
    private readonly ThoughtAssembly _thoughts = new();
    private ChatFinishReason? _finish;
    private string? _model;
    private string? _responseId;
    private UsageDetails? _usage;

    /// <returns>False when the update is of another answer than those before.</returns>
    public bool TryNote(ChatResponseUpdate update)
    {
        // Some say their name late, or not at all.
        if (update.ResponseId is { Length: > 0 } id && _responseId is { Length: > 0 } before && !string.Equals(id, before, StringComparison.Ordinal))
        {
            return false;
        }

        _finish = update.FinishReason ?? _finish;
        _model = update.ModelId ?? _model;
        _responseId = update.ResponseId is { Length: > 0 } ? update.ResponseId : _responseId;
        foreach (var piece in update.Contents.OfType<ToolCallPiece>())
        {
            _calls.Add(piece);
        }

        foreach (var piece in update.Contents.OfType<ThoughtPiece>())
        {
            _thoughts.Add(piece);
        }

        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            (_usage ??= new UsageDetails()).Add(content.Details);
        }

        return true;
    }

    /// <summary>What was counted so far, or null.</summary>
    public ChatUsage? Usage => _usage is null
        ? null
        : new ChatUsage(_usage.InputTokenCount ?? 0, _usage.CachedInputTokenCount ?? 0, _usage.OutputTokenCount ?? 0, _usage.ReasoningTokenCount ?? 0);

    /// <summary>The tool calls that came.</summary>
    public IReadOnlyList<ToolCall> Calls => _calls.Read();

    /// <returns>Null when nothing said that the answer is over: then it is only a part of one.</returns>
    public ChatAnswer? Read() =>
        _finish is not { } finish ? null
        : Calls is not { Count: > 0 } calls ? new ChatAnswer(FinishOf(finish), _model, _responseId, Usage)
        : new ChatAnswer(FinishOf(finish), _model, _responseId, Usage, calls, _thoughts.Read() is { Count: > 0 } thoughts ? thoughts : null);

    private ChatFinish FinishOf(ChatFinishReason finish) =>
        finish == ChatFinishReason.Length ? ChatFinish.Length
        : finish == ChatFinishReason.ContentFilter ? ChatFinish.Filtered
        : Calls.Count > 0 ? ChatFinish.ToolCalls
        : ChatFinish.Stop;
}
