using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;
using static CodeAssist.Models.Tests.Egress.ScriptedChat;

namespace CodeAssist.Models.Tests.Egress;

/// <summary>When a provider is left alone, and when it is tried again (T5).</summary>
public sealed class ProviderHealthTests
{
    private const string Provider = "openai";

    private readonly ManualTime _time = new();
    private readonly ProviderHealth _health;

    public ProviderHealthTests() => _health = new ProviderHealth(_time);

    [Fact]
    public async Task Five_failures_open_the_circuit_for_thirty_seconds_and_nobody_asks()
    {
        var provider = Failing(5);
        await AskAsync(provider, times: 4);
        Assert.IsType<ProviderState.Healthy>(_health.HealthOf(Provider));

        await AskAsync(provider);
        var kept = await AskAsync(provider);

        var open = Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider));
        Assert.Equal((_time.GetUtcNow() + TimeSpan.FromSeconds(30), "It failed."), (open.Until, open.Reason.Message));
        Assert.Equal(5, provider.Asked);
        Assert.Equal(EgressFailureKind.CircuitOpen, kept.FindFailure()?.Kind);
        Assert.Equal("openai is not asked now. It failed.", kept.FindFailure()?.Message);
    }

    [Fact]
    public async Task Failures_that_are_long_past_do_not_count()
    {
        var provider = Failing(10);
        await AskAsync(provider, times: 4);
        _time.Advance(ProviderHealth.Window);
        await AskAsync(provider, times: 4);

        Assert.IsType<ProviderState.Healthy>(_health.HealthOf(Provider));
    }

    [Fact]
    public async Task A_success_forgets_what_was_before()
    {
        var failure = Failure(EgressFailureKind.ProviderFailed);
        var provider = new ScriptedChat(failure, failure, failure, failure, null, failure, failure, failure, failure);
        await AskAsync(provider, times: 9);

        Assert.IsType<ProviderState.Healthy>(_health.HealthOf(Provider));
    }

    [Fact]
    public async Task Of_many_who_come_after_the_break_exactly_one_tries_and_its_success_lets_all_in()
    {
        var provider = Failing(5);
        await AskAsync(provider, times: 5);
        _time.Advance(ProviderHealth.Break);
        var gate = new TaskCompletionSource();
        provider.Gate = gate.Task;

        var running = Enumerable.Range(0, 10).Select(_ => AskAsync(provider)).ToList();
        await Eventually.TrueAsync(() => running.Count(task => task.IsCompleted) == 9);
        Assert.Equal(6, provider.Asked);
        Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider));
        gate.SetResult();
        var responses = await Task.WhenAll(running);

        Assert.Equal("answer", Assert.Single(responses, response => response.FindFailure() is null).Text);
        Assert.IsType<ProviderState.Healthy>(_health.HealthOf(Provider));
        Assert.Equal("answer", (await AskAsync(provider)).Text);
    }

    [Fact]
    public async Task A_probe_that_fails_opens_it_anew_and_one_that_is_given_up_leaves_the_next_one_in()
    {
        var provider = Failing(6);
        await AskAsync(provider, times: 5);
        _time.Advance(ProviderHealth.Break);
        await AskAsync(provider);
        Assert.Equal(_time.GetUtcNow() + ProviderHealth.Break, Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider)).Until);

        _time.Advance(ProviderHealth.Break);
        using var cancelling = new CancellationTokenSource();
        provider.Gate = new TaskCompletionSource().Task;
        var given = new BreakingChatClient(provider, _health, Provider).GetResponseAsync([new ChatMessage(ChatRole.User, "Why?")], cancellationToken: cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        provider.Gate = Task.CompletedTask;

        Assert.Equal("answer", (await AskAsync(provider)).Text);
    }

    [Theory]
    [InlineData(EgressFailureKind.KeyRefused)]
    [InlineData(EgressFailureKind.SpendLimit)]
    public async Task What_waiting_does_not_change_keeps_it_open_until_somebody_says_that_it_has_changed(EgressFailureKind kind)
    {
        var provider = new ScriptedChat(Failure(kind));
        await AskAsync(provider);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Null(Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider)).Until);
        Assert.Equal(EgressFailureKind.CircuitOpen, (await AskAsync(provider)).FindFailure()?.Kind);
        _health.Reset(Provider);

        Assert.Equal("answer", (await AskAsync(provider)).Text);
    }

    [Theory]
    [InlineData(EgressFailureKind.ContextTooLong)]
    [InlineData(EgressFailureKind.ProviderRefused)]
    [InlineData(EgressFailureKind.ModelUnknown)]
    [InlineData(EgressFailureKind.ContentRefused)]
    [InlineData(EgressFailureKind.FeatureUnknown)]
    [InlineData(EgressFailureKind.LocalOnly)]
    public async Task What_is_the_questions_fault_does_not_count_against_the_provider(EgressFailureKind kind)
    {
        await AskAsync(new ScriptedChat([.. Enumerable.Repeat(Failure(kind), 10)]), times: 10);

        Assert.IsType<ProviderState.Healthy>(_health.HealthOf(Provider));
    }

    [Fact]
    public async Task A_provider_that_asks_to_be_left_alone_for_longer_is()
    {
        await AskAsync(new ScriptedChat([.. Enumerable.Repeat(Failure(EgressFailureKind.RateLimited, retryAfterSeconds: 300), 5)]), times: 5);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider)).Until);
    }

    [Fact]
    public async Task Another_provider_is_asked_all_the_same()
    {
        await AskAsync(Failing(5), times: 5);

        Assert.IsType<ProviderState.Healthy>(_health.HealthOf("anthropic"));
    }

    /// <summary>Below the retries, so that each attempt counts; an open circuit ends them.</summary>
    [Fact]
    public async Task Two_questions_with_their_retries_are_enough_to_open_it()
    {
        var provider = Failing(10);
        using var client = new RetryingChatClient(new BreakingChatClient(provider, _health, Provider), _time, () => 0);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var running = client.GetResponseAsync([new ChatMessage(ChatRole.User, "Why?")], cancellationToken: TestContext.Current.CancellationToken);
            while (!running.IsCompleted)
            {
                await Eventually.TrueAsync(() => running.IsCompleted || _time.WaitingTimers > 0);
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal(5, provider.Asked);
        Assert.IsType<ProviderState.Open>(_health.HealthOf(Provider));
    }

    private static ScriptedChat Failing(int times) => new([.. Enumerable.Repeat(Failure(EgressFailureKind.ProviderFailed), times)]);

    private async Task<ChatResponse> AskAsync(ScriptedChat provider, int times = 1)
    {
        using var client = new BreakingChatClient(provider, _health, Provider);
        ChatResponse? response = null;
        for (var asked = 0; asked < times; asked++)
        {
            response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, "Why?")], cancellationToken: TestContext.Current.CancellationToken);
        }

        return response!;
    }
}
