using System.Runtime.CompilerServices;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Assisting;

/// <summary>One conversation serves all files of a review, of which several are looked at at once.</summary>
public sealed class ConversationTests
{
    private const int Many = 64;

    [Fact]
    public async Task Questions_that_are_under_way_together_are_all_counted_and_each_objection_meets_its_own_answer()
    {
        using var client = new Together();
        var talk = new Conversation(client, ScriptedModels.Local(), TaskSize.Whole(10, 10), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => AskAsync()));

        Assert.Equal(Enumerable.Range(0, Many).Select(step => $"Not {step}."), talk.Steps.Select(step => step.Problem), StringComparer.Ordinal);

        async Task AskAsync()
        {
            var reply = await talk.AskAsync(new AssistQuestion([]), static _ => { }, TestContext.Current.CancellationToken);
            talk.Object(reply, $"Not {reply.Step}.");
        }
    }

    /// <summary>Answers nobody before everybody has asked.</summary>
    private sealed class Together : IChatClient
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _asked) == Many)
            {
                _all.SetResult();
            }

            await _all.Task.WaitAsync(cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Yes.");
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
