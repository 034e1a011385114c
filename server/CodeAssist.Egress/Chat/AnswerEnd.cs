using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>What a stream says of itself besides its text: how it ended, who answered, what it cost.</summary>
internal sealed class AnswerEnd
{
    private ChatFinishReason? _finish;
    private string? _model;
    private string? _responseId;
    private UsageDetails? _usage;

    public void Note(ChatResponseUpdate update)
    {
        _finish = update.FinishReason ?? _finish;
        _model = update.ModelId ?? _model;
        _responseId = update.ResponseId ?? _responseId;
        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            (_usage ??= new UsageDetails()).Add(content.Details);
        }
    }

    /// <returns>Null when nothing said that the answer is over: then it is only a part of one.</returns>
    public ChatAnswer? Read() => _finish is { } finish
        ? new ChatAnswer(
            finish == ChatFinishReason.Length ? ChatFinish.Length : finish == ChatFinishReason.ContentFilter ? ChatFinish.Filtered : ChatFinish.Stop,
            _model,
            _responseId,
            _usage is null ? null : new ChatUsage(_usage.InputTokenCount ?? 0, _usage.CachedInputTokenCount ?? 0, _usage.OutputTokenCount ?? 0))
        : null;
}
