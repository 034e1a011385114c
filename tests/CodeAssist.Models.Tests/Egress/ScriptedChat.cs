using System.Runtime.CompilerServices;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Tests.Egress;

/// <summary>A provider's client that fails and answers in the order that a test says; at the end it answers.</summary>
internal sealed class ScriptedChat(params EgressFailure?[] script) : IChatClient
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Text that comes before a failure.</summary>
    public string TextBefore { get; init; } = "";

    /// <summary>Holds every answer back until it ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var attempt = Interlocked.Increment(ref _asked);
        await Gate.WaitAsync(cancellationToken);
        var failure = attempt <= script.Length ? script[attempt - 1] : null;
        if (failure is null || TextBefore.Length > 0)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, failure is null ? "answer" : TextBefore);
        }

        yield return failure is null
            ? new ChatResponseUpdate(ChatRole.Assistant, (string?)null) { FinishReason = ChatFinishReason.Stop }
            : EgressAnswers.Failure(failure, hasText: TextBefore.Length > 0);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing is held.
    }

    public static EgressFailure Failure(EgressFailureKind kind, int? retryAfterSeconds = null) =>
        new(kind, "It failed.", "Try again.", retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
