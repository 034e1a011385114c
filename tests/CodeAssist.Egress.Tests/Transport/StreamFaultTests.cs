using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.Egress.Transport;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Streams that are odd, broken or hostile (cases 47, 49, 51): what came is kept, the reason is said, and nobody asks twice.</summary>
public sealed class StreamFaultTests
{
    private static readonly TransportLimits _small = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), RequestBytes: 4_096, ResponseBytes: 16_384);

    public static TheoryData<string> Dialects => ["OpenAi", "Anthropic"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Letters_that_come_in_two_pieces_are_whole(string dialect)
    {
        await using var server = ScriptedProvider.Start(exchange => exchange.SendSlowlyAsync(Whole(dialect, "Grüße, ", "世界 🙂")));
        using var asking = Ask(dialect, server);

        Assert.Null((await asking.RunAsync()).Failure);
        Assert.Equal("Grüße, 世界 🙂", asking.Text);
    }

    [Theory]
    [InlineData("OpenAi", "\r\n")]
    [InlineData("OpenAi", "\r")]
    [InlineData("Anthropic", "\r\n")]
    [InlineData("Anthropic", "\r")]
    public async Task Lines_may_end_in_any_way(string dialect, string end)
    {
        var body = Body(dialect, "Be", "cause.").Replace("\n", end, StringComparison.Ordinal);
        await using var server = ScriptedProvider.Saying(Answers.Stream(body));
        using var asking = Ask(dialect, server);

        Assert.Null((await asking.RunAsync()).Failure);
        Assert.Equal("Because.", asking.Text);
    }

    [Theory]
    [InlineData(": ping\n\n", 0)]
    [InlineData("event: something_new\ndata: {\"type\":\"something_new\",\"x\":1}\n\n", 1)]
    [InlineData("event: ping\ndata: {\"type\": \"ping\"}\n\n", 1)]
    public async Task Comments_pings_and_events_that_nobody_knows_are_passed_over(string odd, int firstDialect)
    {
        foreach (var dialect in (string[])[.. Dialects.Skip(firstDialect).Select(row => row.Data)])
        {
            var body = Body(dialect, "Be", "cause.").Replace("\n\n", "\n\n" + odd, StringComparison.Ordinal);
            await using var server = ScriptedProvider.Saying(Answers.Stream(body));
            using var asking = Ask(dialect, server);

            Assert.Null((await asking.RunAsync()).Failure);
            Assert.Equal("Because.", asking.Text);
        }
    }

    [Fact]
    public async Task Two_end_markers_are_one_end_and_a_missing_one_is_none_where_the_finish_came()
    {
        await using var twice = ScriptedProvider.Saying(Answers.Stream(Body("OpenAi", "x") + Answers.OpenAiEnd));
        await using var never = ScriptedProvider.Saying(Answers.Stream(Answers.OpenAiPiece("x") + Answers.OpenAiFinish("stop")));
        using var first = Ask("OpenAi", twice);
        using var second = Ask("OpenAi", never);

        Assert.Equal((ChatFinish.Stop, "x"), ((await first.RunAsync()).Answer?.Finish, first.Text));
        Assert.Equal((ChatFinish.Stop, "x"), ((await second.RunAsync()).Answer?.Finish, second.Text));
    }

    [Fact]
    public async Task Without_the_last_blank_line_the_answer_has_no_end()
    {
        await using var server = ScriptedProvider.Saying(Answers.Stream(Answers.OpenAiPiece("Be") + Answers.OpenAiFinish("stop").TrimEnd('\n')));
        using var asking = Ask("OpenAi", server);

        Assert.Equal(EgressFailureKind.Interrupted, (await asking.RunAsync()).Failure?.Kind);
        Assert.Equal("Be", asking.Text);
    }

    /// <summary>Something comes before each read's own limit, for ever.</summary>
    [Theory]
    [InlineData("OpenAi", ": ping\n\n")]
    [InlineData("Anthropic", "event: ping\ndata: {\"type\": \"ping\"}\n\n")]
    public async Task A_stream_that_is_only_kept_open_is_given_up(string dialect, string ping)
    {
        var time = new ManualTime();
        var spoken = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Begin(dialect) + Piece(dialect, "Be"));
            while (true)
            {
                await exchange.SendChunkAsync(ping);
                await Task.Delay(1, exchange.Stopping);
            }
        });
        using var asking = new Asking(Provider(dialect, server)) { Time = time, Limits = _small with { Stall = TimeSpan.FromDays(1), ResponseBytes = long.MaxValue }, OnText = _ => spoken.TrySetResult() };

        var running = asking.RunAsync();
        await spoken.Task;
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("Be", asking.Text);
        Assert.EndsWith("kept the connection open, but said nothing for more than 60 s.", (await running).Failure?.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("OpenAi", "data: {\"error\":{\"message\":\"No, sk-canary-0123456789\",\"type\":\"overloaded_error\",\"code\":null}}\n\n", EgressFailureKind.Overloaded, "has too much to do in the middle of its answer (overloaded_error).")]
    [InlineData("OpenAi", "data: {\"error\":{\"message\":\"Broken\",\"type\":\"server_error\"}}\n\n", EgressFailureKind.ProviderFailed, "cannot answer in the middle of its answer (server_error).")]
    [InlineData("Anthropic", "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"No, sk-canary-0123456789\"}}\n\n", EgressFailureKind.Overloaded, "has too much to do in the middle of its answer (overloaded_error).")]
    public async Task An_error_in_the_middle_is_the_end_and_says_what_kind(string dialect, string error, EgressFailureKind kind, string message)
    {
        await using var server = ScriptedProvider.Saying(Answers.Stream(Begin(dialect) + Piece(dialect, "Be") + error));
        using var asking = Ask(dialect, server);

        var result = await asking.RunAsync();

        Assert.Equal(kind, result.Failure?.Kind);
        Assert.EndsWith(message, result.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal("Be", asking.Text);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_line_without_end_is_cut_off_at_the_cap(string dialect)
    {
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Begin(dialect) + Piece(dialect, "Be") + "data: ");
            while (true)
            {
                await exchange.SendChunkAsync(new string('x', 4_096));
            }
        });
        using var asking = new Asking(Provider(dialect, server)) { Limits = _small };

        Assert.Equal(EgressFailureKind.TooLarge, (await asking.RunAsync()).Failure?.Kind);
        Assert.Equal("Be", asking.Text);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_connection_that_is_half_closed_or_shorter_than_it_says_leaves_a_part(string dialect)
    {
        var part = Begin(dialect) + Piece(dialect, "Be");
        await using var halfClosed = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(part);
            exchange.HalfClose();
            await exchange.UntilClosedAsync();
        });
        await using var tooShort = ScriptedProvider.Saying($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n{part}");
        using var first = Ask(dialect, halfClosed);
        using var second = Ask(dialect, tooShort);

        Assert.Equal((EgressFailureKind.Interrupted, "Be"), ((await first.RunAsync()).Failure?.Kind, first.Text));
        Assert.Equal((EgressFailureKind.Interrupted, "Be"), ((await second.RunAsync()).Failure?.Kind, second.Text));
        Assert.Single(halfClosed.Requests);
        Assert.Single(tooShort.Requests);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_piece_of_another_answer_ends_this_one(string dialect)
    {
        var other = dialect is "OpenAi"
            ? Answers.OpenAiPiece("not mine").Replace("chatcmpl-1", "chatcmpl-2", StringComparison.Ordinal)
            : Answers.AnthropicStart.Replace("msg_1", "msg_2", StringComparison.Ordinal) + Piece(dialect, "not mine");
        await using var server = ScriptedProvider.Saying(Answers.Stream(Begin(dialect) + Piece(dialect, "Be") + other));
        using var asking = Ask(dialect, server);

        var result = await asking.RunAsync();

        // Anthropic's SDK keeps the first name; what it hands on under that name cannot be told apart.
        Assert.Equal(dialect is "OpenAi" ? EgressFailureKind.AnswerUnreadable : EgressFailureKind.Interrupted, result.Failure?.Kind);
        Assert.StartsWith("Be", asking.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encryption_that_never_comes_about_is_not_waited_for_for_ever()
    {
        await using var server = ScriptedProvider.Sink();
        var provider = Asking.Loopback(server);
        using var asking = new Asking(provider with { Origin = provider.Origin with { Scheme = "https" } }) { Limits = _small with { Connect = TimeSpan.FromMilliseconds(300) } };

        Assert.Equal(EgressFailureKind.ConnectFailed, (await asking.RunAsync()).Failure?.Kind);
        Assert.Empty(server.Requests);
    }

    private static Asking Ask(string dialect, ScriptedProvider server) => new(Provider(dialect, server));

    private static Provider Provider(string dialect, ScriptedProvider server) => dialect is "OpenAi" ? Asking.Loopback(server) : Asking.LoopbackAnthropic(server);

    private static string Whole(string dialect, params string[] pieces) => dialect is "OpenAi" ? Answers.OpenAi(pieces) : Answers.Anthropic(pieces);

    private static string Body(string dialect, params string[] pieces) => Whole(dialect, pieces).Split("\r\n\r\n", 2)[1];

    private static string Begin(string dialect) => dialect is "OpenAi"
        ? ""
        : Answers.AnthropicStart + Answers.AnthropicEvent("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");

    private static string Piece(string dialect, string text) => dialect is "OpenAi"
        ? Answers.OpenAiPiece(text)
        : Answers.AnthropicEvent("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"} }""");
}
