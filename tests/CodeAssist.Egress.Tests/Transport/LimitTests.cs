using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.Egress.Transport;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Every wait ends, and nothing grows without end.</summary>
public sealed class LimitTests
{
    private static readonly TransportLimits _small = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), RequestBytes: 4_096, ResponseBytes: 4_096);

    [Fact]
    public async Task A_provider_that_takes_the_request_and_says_nothing_is_not_waited_for_for_ever()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(exchange =>
        {
            asked.SetResult();
            return exchange.UntilClosedAsync();
        });
        using var asking = new Asking(Asking.Loopback(server)) { Limits = _small, Time = time };

        var running = asking.RunAsync();
        await asked.Task;
        time.Advance(_small.FirstByte);
        var result = await running;

        Assert.Equal(EgressFailureKind.TimedOut, result.Failure?.Kind);
        Assert.EndsWith("did not begin to answer within 20 s.", result.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_stops_in_the_middle_leaves_a_part_and_a_reason()
    {
        var time = new ManualTime();
        var spoken = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            await exchange.UntilClosedAsync();
        });
        using var asking = new Asking(Asking.Loopback(server)) { Limits = _small, Time = time, OnText = _ => spoken.TrySetResult() };

        var running = asking.RunAsync();
        await spoken.Task;
        // One for words, one for bytes.
        await Eventually.TrueAsync(() => time.WaitingTimers > 1);
        time.Advance(_small.Stall);
        var result = await running;

        Assert.Equal(EgressFailureKind.TimedOut, result.Failure?.Kind);
        Assert.EndsWith("stopped in the middle of its answer for more than 15 s.", result.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal("Be", asking.Text);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_a_part_and_a_reason()
    {
        var spoken = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            await spoken.Task;
            exchange.Reset();
        });
        using var asking = new Asking(Asking.Loopback(server)) { OnText = _ => spoken.TrySetResult() };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.Interrupted, result.Failure?.Kind);
        Assert.EndsWith("ended before the answer did.", result.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal("Be", asking.Text);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            while (true)
            {
                await exchange.SendChunkAsync(Answers.OpenAiPiece(new string('x', 500)));
            }
        });
        using var asking = new Asking(Asking.Loopback(server)) { Limits = _small };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.TooLarge, result.Failure?.Kind);
        Assert.InRange(asking.Text.Length, 1, (int)_small.ResponseBytes);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_not_sent()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server)) { Limits = _small };

        var result = await asking.RunAsync(Asking.Question(new string('x', 5_000)));

        Assert.Equal(EgressFailureKind.TooLarge, result.Failure?.Kind);
        Assert.Equal(0, server.Connections);
        Assert.Empty(asking.Attempts);
    }

    [Fact]
    public async Task A_cancelled_call_closes_its_connection()
    {
        var closed = new TaskCompletionSource();
        var spoken = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            try
            {
                await exchange.UntilClosedAsync();
            }
            finally
            {
                closed.TrySetResult();
            }
        });
        using var asking = new Asking(Asking.Loopback(server)) { OnText = _ => spoken.TrySetResult() };
        using var cancelling = new CancellationTokenSource();
        using var transport = asking.Transport(Asking.Question());

        var running = new Egress.Chat.ChatCall(Asking.Loopback(server), card: null, transport, _small, TimeProvider.System)
            .RunAsync(Asking.Question(), _ => spoken.TrySetResult(), cancelling.Token);
        await spoken.Task;
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("text/html", "<html>Please log in</html>", "")]
    [InlineData("text/event-stream", "xx", "Content-Encoding: gzip\r\n")]
    public async Task What_is_no_answer_of_the_protocol_is_not_shown_as_one(string type, string body, string headers)
    {
        await using var server = ScriptedProvider.Saying(Answers.Whole(200, type, body, headers));
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.AnswerUnreadable, result.Failure?.Kind);
        Assert.Equal("", asking.Text);
    }

    [Theory]
    [InlineData(401, EgressFailureKind.KeyRefused)]
    [InlineData(403, EgressFailureKind.KeyRefused)]
    [InlineData(400, EgressFailureKind.ProviderRefused)]
    [InlineData(402, EgressFailureKind.SpendLimit)]
    [InlineData(404, EgressFailureKind.ModelUnknown)]
    [InlineData(413, EgressFailureKind.ContextTooLong)]
    [InlineData(429, EgressFailureKind.RateLimited)]
    [InlineData(500, EgressFailureKind.ProviderFailed)]
    [InlineData(502, EgressFailureKind.ProviderFailed)]
    [InlineData(503, EgressFailureKind.Overloaded)]
    [InlineData(504, EgressFailureKind.ProviderFailed)]
    [InlineData(529, EgressFailureKind.Overloaded)]
    public async Task A_refusal_is_told_once_in_the_providers_words_without_the_key(int status, EgressFailureKind expected)
    {
        await using var server = ScriptedProvider.Saying(Answers.Json(status, $$"""{"error":{"message":"No, {{Asking.Key}}\nis \u202Enot good"} }"""));
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(expected, result.Failure?.Kind);
        Assert.EndsWith($"({status}): No, (key) is  not good", result.Failure?.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_a_key_a_closed_api_is_not_asked()
    {
        await using var server = ScriptedProvider.Sink();
        var provider = Asking.Loopback(server) with { Key = Core.Providers.KeyNeed.Required, Name = "OpenAI", KeyVariable = "OPENAI_API_KEY" };
        using var asking = new Asking(provider);
        using var transport = asking.Transport(Asking.Question());
        asking.Keys.TrySet(provider, "");

        var refusal = await Assert.ThrowsAsync<EgressException>(() =>
            transport.PostAsync($"http://{server.Address}/v1/chat/completions", new StringContent("{}"), TestContext.Current.CancellationToken));

        Assert.Equal(EgressFailureKind.KeyMissing, refusal.Failure.Kind);
        Assert.Equal("There is no key for OpenAI; nothing was sent.", refusal.Failure.Message);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task What_the_client_does_not_record_is_not_sent()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server))
        {
            Record = _ => new EgressFailure(EgressFailureKind.NotRecorded, "The disk is full.", "Free some space."),
        };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.NotRecorded, result.Failure?.Kind);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task An_attempt_says_what_would_go_where()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        using var asking = new Asking(Asking.Loopback(server));

        await asking.RunAsync();

        var attempt = Assert.Single(asking.Attempts);
        var sent = System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Requests).Body);
        Assert.Equal($"http://{server.Address}", attempt.Origin);
        Assert.Equal(sent.Length, attempt.Bytes);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sent)), attempt.Sha256);
    }
}
