using System.IO.Pipes;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging;

namespace CodeAssist.JsonRpc.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Ids_of_different_kind_are_kept_apart()
    {
        await using var wire = Wire.WithMethods();
        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","id":92,"method":"wait"}""");
        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","id":"92","method":"wait"}""");

        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"92"}}""");

        Assert.Equal("92", (string?)(await wire.Peer.NextAsync())["id"]);
        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":92}}""");
        Assert.Equal(92, (int?)(await wire.Peer.NextAsync())["id"]);
        Assert.Equal(["92", "\"92\""], [new RequestId(92).ToString(), new RequestId("92").ToString()]);
    }

    [Fact]
    public async Task A_cancel_right_behind_its_request_finds_it()
    {
        await using var wire = Wire.WithMethods();
        for (var round = 0; round < 100; round++)
        {
            var id = await wire.Peer.AskAsync("wait");
            await wire.Peer.CancelAsync(id);

            Assert.Equal(-32800, (int?)(await wire.Peer.AnswerToAsync(id))["error"]!["code"]);
        }
    }

    [Fact]
    public async Task A_broken_handler_tells_nothing_of_itself()
    {
        await using var wire = Wire.WithMethods();

        var error = (await wire.Peer.CallAsync("break"))["error"]!;

        Assert.Equal(-32603, (int?)error["code"]);
        Assert.Matches("^Internal error \\(ref [0-9a-f]{4}\\)$", (string?)error["message"]);
        await wire.AssertAliveAsync();
    }

    [Fact]
    public async Task A_refusal_reaches_the_caller_word_for_word()
    {
        await using var wire = Wire.WithMethods();

        var error = (await wire.Peer.CallAsync("refuse"))["error"]!;

        Assert.Equal((-32803, "Not today."), ((int?)error["code"], (string?)error["message"]));
    }

    [Fact]
    public async Task A_second_answer_is_dropped_and_logged_as_a_bug()
    {
        await using var wire = new Wire(new HoldingSink());
        var id = await wire.Peer.AskAsync("anything");
        await wire.Peer.NotifyAsync("after");
        await Eventually.TrueAsync(() => wire.Sink.Messages.Count == 2);
        var request = wire.Sink.Messages.OfType<IncomingRequest>().Single();

        Assert.True(request.TryAnswer(1, WireJsonContext.Default.Int32));
        Assert.False(request.TryAnswer(2, WireJsonContext.Default.Int32));
        Assert.False(request.TryFail(new JsonRpcError(1, "late")));

        Assert.Equal(1, (int?)(await wire.Peer.AnswerToAsync(id))["result"]);
        Assert.Equal(2, wire.Logger.Entries.Count(entry => entry.Level == LogLevel.Error));
    }

    [Fact]
    public async Task A_call_gets_its_own_answer_whatever_the_order()
    {
        await using var wire = new Wire();
        var first = AddAsync(wire, 1, 2, Wire.Token);
        var second = AddAsync(wire, 3, 4, Wire.Token);
        var firstAsked = await wire.Peer.HearAsync("add");
        var secondAsked = await wire.Peer.HearAsync("add");

        await wire.Peer.AnswerAsync(secondAsked, 7);
        await wire.Peer.AnswerAsync(firstAsked, 3);

        Assert.Equal((3, 7), (await first, await second));
    }

    [Fact]
    public async Task A_cancelled_call_tells_the_other_side_and_its_late_answer_is_no_surprise()
    {
        await using var wire = new Wire();
        using var cancellation = new CancellationTokenSource();
        var call = AddAsync(wire, 1, 2, cancellation.Token);
        var asked = await wire.Peer.HearAsync("add");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var cancel = await wire.Peer.HearAsync("$/cancelRequest");
        Assert.Equal((int?)asked["id"], (int?)cancel["params"]!["id"]);
        await wire.Peer.AnswerAsync(asked, 3);
        await wire.Peer.HangUpAsync();
        await wire.End;
        Assert.DoesNotContain(wire.Logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32803,"message":"no"}}""", -32803)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32803,"message":"no"},"result":null}""", -32803)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"what?"}""", -32603)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}""", -32603)]
    [InlineData("""{"id":1,"result":3}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":"three"}""", -32700)]
    public async Task A_call_fails_with_the_error_it_was_answered(string answer, int code)
    {
        await using var wire = new Wire();
        var call = AddAsync(wire, 1, 2, Wire.Token);
        await wire.Peer.HearAsync("add");

        await wire.Peer.SendBodyAsync(answer);

        Assert.Equal(code, (await Assert.ThrowsAsync<JsonRpcException>(() => call)).Code);
    }

    [Fact]
    public async Task Pending_and_later_calls_fail_when_the_connection_ends()
    {
        await using var wire = new Wire();
        var pending = AddAsync(wire, 1, 2, Wire.Token);
        await wire.Peer.HearAsync("add");

        await wire.Peer.HangUpAsync();

        var end = await wire.End;
        Assert.Same(end, (await Assert.ThrowsAsync<ConnectionClosedException>(() => pending)).End);
        await Assert.ThrowsAsync<ConnectionClosedException>(() => AddAsync(wire, 1, 2, Wire.Token));
    }

    [Fact]
    public async Task The_end_cancels_what_is_in_work()
    {
        var cancelled = new TaskCompletionSource();
        await using var wire = new Wire(new MethodTable(new RecordingLogger()).On(
            "wait", WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, async (_, cancellationToken) =>
            {
                await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return 0;
            }));
        await wire.Peer.AskAsync("wait");
        await Eventually.TrueAsync(() => wire.Sink.Messages.Count == 1);

        await wire.Peer.HangUpAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Wire.Token);
    }

    [Fact]
    public async Task What_was_handed_over_before_the_close_is_still_written()
    {
        await using var wire = new Wire();
        for (var number = 0; number < 1000; number++)
        {
            wire.Connection.Notify("count", new Sum(number, 0), WireJsonContext.Default.Sum);
        }

        wire.Stop();

        Assert.Equal(ConnectionEndKind.Closed, (await wire.End).Kind);
        for (var number = 0; number < 1000; number++)
        {
            Assert.Equal(number, (int?)(await wire.Peer.NextAsync())["params"]!["left"]);
        }
    }

    [Fact]
    public async Task A_reader_that_stopped_reading_cannot_hold_the_close()
    {
        using var pair = DuplexPair.Create();
        var time = new ManualTime();
        var logger = new RecordingLogger();
        await using var connection = new JsonRpcConnection(
            pair.Near.Input, pair.Near.Output, new HoldingSink(), new JsonRpcOptions { Time = time }, logger);
        connection.Notify("big", new Text(new string('x', 1_000_000)), WireJsonContext.Default.Text);
        var running = connection.RunAsync(Wire.Token);

        connection.Close();
        await Eventually.TrueAsync(() => time.WaitingTimers > 0);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ConnectionEndKind.Closed, (await running).Kind);
        Assert.Contains(logger.Entries, entry => entry.Message.Contains("not read within 2 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_went_away_ends_the_connection()
    {
        using var pair = DuplexPair.Create();
        await using var output = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var connection = new JsonRpcConnection(
            pair.Near.Input, output, new HoldingSink(), JsonRpcOptions.Default, new RecordingLogger());
        var running = connection.RunAsync(Wire.Token);
        output.DisposeLocalCopyOfClientHandle();

        connection.Notify("anything", new Nothing(), WireJsonContext.Default.Nothing);

        Assert.Equal(ConnectionEndKind.OutputFailed, (await running).Kind);
    }

    [Fact]
    public async Task Messages_of_many_threads_do_not_mix()
    {
        await using var wire = Wire.WithMethods();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Wire.Token, (number, _) =>
        {
            wire.Connection.Notify("text", new Text(new string('x', number * 50)), WireJsonContext.Default.Text);
            return ValueTask.CompletedTask;
        });

        var lengths = new List<int>();
        for (var count = 0; count < 200; count++)
        {
            lengths.Add(((string?)(await wire.Peer.HearAsync("text"))["params"]!["value"])!.Length);
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(number => number * 50), lengths.Order());
    }

    [Fact]
    public async Task Two_ends_of_ours_understand_each_other()
    {
        using var pair = DuplexPair.Create();
        var logger = new RecordingLogger();
        var heard = new List<string>();
        var here = new MethodTable(logger).OnNotification("piece", WireJsonContext.Default.Text, text => heard.Add(text.Value));
        await using var near = new JsonRpcConnection(pair.Near.Input, pair.Near.Output, here, JsonRpcOptions.Default, logger);
        JsonRpcConnection? answering = null;
        var there = new MethodTable(logger).On("speak", WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, (_, _) =>
        {
            answering!.Notify("piece", new Text("one"), WireJsonContext.Default.Text);
            answering.Notify("piece", new Text("two"), WireJsonContext.Default.Text);
            return Task.FromResult(2);
        });
        await using var far = new JsonRpcConnection(pair.Far.Input, pair.Far.Output, there, JsonRpcOptions.Default, logger);
        answering = far;
        var running = Task.WhenAll(near.RunAsync(Wire.Token), far.RunAsync(Wire.Token));

        var pieces = await near.CallAsync(
            "speak", new Nothing(), WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, Wire.Token);

        // The answer never overtakes what was said before it.
        Assert.Equal(2, pieces);
        Assert.Equal(["one", "two"], heard, StringComparer.Ordinal);
        near.Close();
        far.Close();
        await running;
    }

    private static Task<int> AddAsync(Wire wire, int left, int right, CancellationToken cancellationToken) =>
        wire.Connection.CallAsync(
            "add", new Sum(left, right), WireJsonContext.Default.Sum, WireJsonContext.Default.Int32, cancellationToken);

    /// <summary>Takes requests and leaves them to the test.</summary>
    private sealed class HoldingSink : IMessageSink
    {
        public bool TryPreempt(IncomingMessage message) => true;

        public void Enqueue(IncomingMessage message)
        {
        }

        public void Skipped(OversizedMessage message)
        {
        }
    }
}
