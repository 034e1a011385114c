using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>An answer of which the first update is there: enough to tell one that began from a failure without a word.</summary>
internal sealed class StartedAnswer : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private readonly bool _hasFirst;

    private StartedAnswer(IAsyncEnumerator<ChatResponseUpdate> updates, bool hasFirst)
    {
        _updates = updates;
        _hasFirst = hasFirst;
        Failure = hasFirst && updates.Current is { } first && first.FinishReason == EgressAnswers.Failed ? new ChatResponse([new ChatMessage(ChatRole.Assistant, first.Contents)]).FindFailure() : null;
    }

    /// <summary>Why nothing came; null when something did.</summary>
    public EgressFailure? Failure { get; }

    public static async Task<StartedAnswer> BeginAsync(IAsyncEnumerable<ChatResponseUpdate> answer, CancellationToken cancellationToken)
    {
        var updates = answer.GetAsyncEnumerator(cancellationToken);
        try
        {
            return new StartedAnswer(updates, await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    /// <summary>All of it, the first update included. May be read once.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        var hasNext = _hasFirst;
        while (hasNext)
        {
            yield return _updates.Current;
            hasNext = await _updates.MoveNextAsync();
        }
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
