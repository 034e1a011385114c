using System.Text;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Egress;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>Puts questions to one model, several at once if need be, and keeps account of them.</summary>
internal sealed class Conversation(IChatClient client, RoutableModel model, TaskSize size, TimeProvider time)
{
    private readonly Lock _turn = new();
    private readonly List<AssistStep> _steps = [];

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyList<AssistStep> Steps
    {
        get
        {
            lock (_turn)
            {
                return [.. _steps];
            }
        }
    }

    /// <param name="question">What is asked.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="cancellationToken">Ends it, down to the model.</param>
    public Task<Reply> AskAsync(AssistQuestion question, Action<string> onText, CancellationToken cancellationToken) =>
        AskAsync(question, AnswerForm.Prose, onText, cancellationToken);

    /// <param name="question">What is asked.</param>
    /// <param name="form">In which form it is to be answered.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="cancellationToken">Ends it, down to the model.</param>
    public async Task<Reply> AskAsync(AssistQuestion question, AnswerForm form, Action<string> onText, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var text = new StringBuilder();
        var updates = new List<ChatResponseUpdate>();
        var options = new ChatOptions
        {
            MaxOutputTokens = model.AnswerTokens(size),
            ResponseFormat = form.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, form.Name) : null,
            Temperature = form.Temperature,
            Seed = form.Seed,
        };
        await foreach (var update in client.GetStreamingResponseAsync([.. question.Turns.Select(Message)], options, cancellationToken))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } piece)
            {
                text.Append(piece);
                onText(piece);
            }
        }

        var response = updates.ToChatResponse();
        var failure = response.FindFailure();
        var tokens = response.Usage is { } usage
            ? new TokenCounts(usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, usage.OutputTokenCount ?? 0)
            : null;
        var step = Add(new AssistStep(
            model.Id,
            tokens,
            tokens is not null && model.IsPriceKnown ? model.Price.CostOf(tokens) : null,
            time.GetElapsedTime(begun).TotalMilliseconds,
            failure?.Message));
        return new Reply(text.ToString(), response.FinishReason == ChatFinishReason.Length, failure, step);
    }

    /// <summary>Says of an answer that it cannot be used.</summary>
    public void Object(Reply reply, string objection)
    {
        lock (_turn)
        {
            _steps[reply.Step] = _steps[reply.Step] with { Problem = objection };
        }
    }

    private int Add(AssistStep step)
    {
        lock (_turn)
        {
            _steps.Add(step);
            return _steps.Count - 1;
        }
    }

    private static ChatMessage Message(AssistTurn turn) =>
        new(Role(turn.Speaker), [.. turn.Parts.Select(part => SourcedText.Of(part.Text, [.. part.Origins]))]);

    private static ChatRole Role(TurnSpeaker speaker) => speaker switch
    {
        TurnSpeaker.System => ChatRole.System,
        TurnSpeaker.Model => ChatRole.Assistant,
        _ => ChatRole.User,
    };
}
