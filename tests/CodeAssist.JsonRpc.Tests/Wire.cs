using CodeAssist.TestSupport;

namespace CodeAssist.JsonRpc.Tests;

/// <summary>A connection of ours under test and the bytes at its other end.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly DuplexPair _pair = DuplexPair.Create();
    private readonly CancellationTokenSource _stop = new();

    public Wire(IMessageSink? sink = null, JsonRpcOptions? options = null)
    {
        Sink = new RecordingSink(sink ?? new MethodTable(Logger));
        Connection = new JsonRpcConnection(_pair.Near.Input, _pair.Near.Output, Sink, options ?? JsonRpcOptions.Default, Logger);
        Peer = new FakeEditor(_pair.Far);
        End = RunAsync();
    }

    public RecordingLogger Logger { get; } = new();

    public RecordingSink Sink { get; }

    public JsonRpcConnection Connection { get; }

    public FakeEditor Peer { get; }

    public Task<ConnectionEnd> End { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A wire whose other end may ask for <c>add</c>, <c>wait</c> (until cancelled) and <c>break</c>.</summary>
    public static Wire WithMethods(JsonRpcOptions? options = null) => new(Methods(), options);

    public void Stop() => _stop.Cancel();

    /// <summary>Proves that the connection still serves.</summary>
    public async Task AssertAliveAsync()
    {
        var answer = await Peer.CallAsync("add", new System.Text.Json.Nodes.JsonObject { ["left"] = 20, ["right"] = 22 });
        Assert.Equal(42, (int?)answer["result"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.HangUpAsync();
        await Connection.DisposeAsync();
        await Peer.DisposeAsync();
        _pair.Dispose();
        _stop.Dispose();
    }

    private static MethodTable Methods() => new MethodTable(new RecordingLogger())
        .On("add", WireJsonContext.Default.Sum, WireJsonContext.Default.Int32, (sum, _) => Task.FromResult(sum.Left + sum.Right))
        .On("refuse", WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, (_, _) =>
            throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.RequestFailed, "Not today.")))
        .On("break", WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, (_, _) => throw new InvalidOperationException("secret"))
        .On("wait", WireJsonContext.Default.Nothing, WireJsonContext.Default.Int32, async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        });

    private async Task<ConnectionEnd> RunAsync()
    {
        var end = await Connection.RunAsync(_stop.Token);
        await _pair.Near.Output.DisposeAsync();
        return end;
    }
}
