using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;
using static CodeAssist.Models.Tests.Egress.ScriptedChat;

namespace CodeAssist.Models.Tests.Egress;

/// <summary>What is asked again, how often and when (T4; cases 45 and 46).</summary>
public sealed class RetryingChatClientTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(EgressFailureKind.RateLimited)]
    [InlineData(EgressFailureKind.Overloaded)]
    [InlineData(EgressFailureKind.ProviderFailed)]
    [InlineData(EgressFailureKind.TimedOut)]
    [InlineData(EgressFailureKind.ConnectFailed)]
    public async Task What_may_pass_is_asked_twice_more_and_then_told(EgressFailureKind kind)
    {
        var provider = new ScriptedChat(Failure(kind), Failure(kind), Failure(kind), Failure(kind));

        var response = await AskAsync(provider);

        Assert.Equal(3, provider.Asked);
        Assert.Equal(kind, response.FindFailure()?.Kind);
    }

    [Fact]
    public async Task An_answer_at_last_is_an_answer_and_its_text_is_there_once()
    {
        var provider = new ScriptedChat(Failure(EgressFailureKind.Overloaded), Failure(EgressFailureKind.ProviderFailed));

        var response = await AskAsync(provider);

        Assert.Equal(3, provider.Asked);
        Assert.Equal("answer", response.Text);
        Assert.Null(response.FindFailure());
    }

    [Theory]
    [InlineData(EgressFailureKind.KeyRefused)]
    [InlineData(EgressFailureKind.KeyMissing)]
    [InlineData(EgressFailureKind.ProviderRefused)]
    [InlineData(EgressFailureKind.SpendLimit)]
    [InlineData(EgressFailureKind.ModelUnknown)]
    [InlineData(EgressFailureKind.ContextTooLong)]
    [InlineData(EgressFailureKind.ContentRefused)]
    [InlineData(EgressFailureKind.LocalOnly)]
    [InlineData(EgressFailureKind.Interrupted)]
    [InlineData(EgressFailureKind.ToolCallUnusable)]
    [InlineData(EgressFailureKind.CircuitOpen)]
    public async Task What_was_refused_for_what_it_is_is_asked_once(EgressFailureKind kind)
    {
        var provider = new ScriptedChat(Failure(kind, retryAfterSeconds: 1));

        Assert.Equal(kind, (await AskAsync(provider)).FindFailure()?.Kind);
        Assert.Equal(1, provider.Asked);
    }

    [Fact]
    public async Task After_the_first_words_nothing_is_asked_again_and_what_came_is_kept()
    {
        var provider = new ScriptedChat(Failure(EgressFailureKind.TimedOut)) { TextBefore = "Be" };

        var response = await AskAsync(provider);

        Assert.Equal(1, provider.Asked);
        Assert.Equal("Be", response.Text);
        Assert.True(response.IsPartial());
    }

    /// <summary>Jitter 0 is half of the wait, 1 all of it.</summary>
    [Theory]
    [InlineData(0.0, 0.5, 1.0)]
    [InlineData(1.0, 1.0, 2.0)]
    public async Task Waits_double_and_vary(double random, double first, double second)
    {
        var waits = new List<TimeSpan>();
        var provider = new ScriptedChat(Failure(EgressFailureKind.Overloaded), Failure(EgressFailureKind.Overloaded));

        await AskAsync(provider, random, waits);

        Assert.Equal([TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(second)], waits);
    }

    [Fact]
    public async Task A_provider_is_waited_for_as_long_as_it_asks()
    {
        var waits = new List<TimeSpan>();

        await AskAsync(new ScriptedChat(Failure(EgressFailureKind.RateLimited, retryAfterSeconds: 30)), waits: waits);

        Assert.Equal([TimeSpan.FromSeconds(30)], waits);
    }

    [Theory]
    [InlineData(31, "2026-11-20 12:00:31")]
    [InlineData(86_400, "2026-11-21 12:00:00")]
    public async Task A_provider_that_asks_for_longer_is_not_waited_for_and_it_is_said_until_when(int seconds, string until)
    {
        var provider = new ScriptedChat(Failure(EgressFailureKind.RateLimited, seconds));

        var failure = (await AskAsync(provider)).FindFailure();

        Assert.Equal(1, provider.Asked);
        Assert.Equal((EgressFailureKind.RateLimited, $"It asks to be left alone until {until} UTC; ask again then."), (failure!.Kind, failure.NextStep));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var cancelling = new CancellationTokenSource();
        var provider = new ScriptedChat(Failure(EgressFailureKind.Overloaded));
        using var client = new RetryingChatClient(provider, _time, () => 1);

        var running = client.GetResponseAsync([new ChatMessage(ChatRole.User, "Why?")], cancellationToken: cancelling.Token);
        await Eventually.TrueAsync(() => _time.WaitingTimers > 0);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, provider.Asked);
    }

    private async Task<ChatResponse> AskAsync(ScriptedChat provider, double random = 1, List<TimeSpan>? waits = null)
    {
        using var client = new RetryingChatClient(provider, _time, () => random);
        var running = client.GetResponseAsync([new ChatMessage(ChatRole.User, "Why?")], cancellationToken: TestContext.Current.CancellationToken);
        while (true)
        {
            await Eventually.TrueAsync(() => running.IsCompleted || _time.WaitingTimers > 0);
            if (running.IsCompleted)
            {
                return await running;
            }

            var wait = _time.UntilNextTimer!.Value;
            waits?.Add(wait);
            _time.Advance(wait);
        }
    }
}
