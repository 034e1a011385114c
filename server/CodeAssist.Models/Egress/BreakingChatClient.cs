using System.Globalization;
using System.Runtime.CompilerServices;
using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>Keeps questions from a provider that is down, and tells <see cref="ProviderHealth"/> how it does. Belongs below the retries: each attempt counts.</summary>
/// <param name="inner">Asks the provider.</param>
/// <param name="health">Shared by all clients.</param>
/// <param name="provider">Id of the provider.</param>
public sealed class BreakingChatClient(IChatClient inner, ProviderHealth health, string provider) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (health.Enter(provider) is { } open)
        {
            yield return EgressAnswers.Failure(Closed(open), hasText: false);
            yield break;
        }

        ChatResponseUpdate? last = null;
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                last = update;
                yield return update;
            }
        }
        finally
        {
            // In whatever way it ends: a probe that nobody speaks of any more would keep everybody else out.
            Tell(last);
        }
    }

    private void Tell(ChatResponseUpdate? last)
    {
        var failure = last is null ? null : new ChatResponse([new ChatMessage(ChatRole.Assistant, last.Contents)]).FindFailure();
        if (failure is not null && RetryRules.IsProviders(failure))
        {
            health.Failed(provider, failure);
        }
        else if (failure is null && last?.FinishReason is not null)
        {
            health.Succeeded(provider);
        }
        else
        {
            health.Left(provider);
        }
    }

    private EgressFailure Closed(ProviderState.Open open) => new(
        EgressFailureKind.CircuitOpen,
        $"{provider} is not asked now. {open.Reason.Message}",
        open.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"It is tried again at {until:HH:mm:ss} UTC.") : open.Reason.NextStep);
}
