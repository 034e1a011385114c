using System.IO.Pipes;
using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Egress.Tests.Support;

/// <summary>A client on a real pipe that lets every attempt pass.</summary>
internal sealed class EgressClient : IAsyncDisposable
{
    private readonly NamedPipeClientStream _pipe;
    private readonly JsonRpcConnection _rpc;

    public EgressClient(NamedPipeClientStream pipe)
    {
        _pipe = pipe;
        var json = EgressJsonContext.Default;
        var methods = new MethodTable(NullLogger.Instance)
            .On(EgressProtocol.Attempt, json.AttemptParams, json.AttemptResult, (_, _) => Task.FromResult(new AttemptResult(null)))
            .OnNotification(EgressProtocol.AttemptEnded, json.AttemptEndedParams, _ => { })
            .OnNotification(EgressProtocol.AttemptRefused, json.AttemptRefusedParams, _ => { })
            .OnNotification(EgressProtocol.ChatPiece, json.ChatPieceParams, piece => Text += piece.Text);
        _rpc = new JsonRpcConnection(pipe, pipe, methods, JsonRpcOptions.Default, NullLogger.Instance);
        Closed = _rpc.RunAsync(CancellationToken.None);
    }

    public string Text { get; private set; } = "";

    public Task Closed { get; }

    public Task<HelloResult> HelloAsync(string token) => _rpc.CallAsync(
        EgressProtocol.Hello,
        new HelloParams(EgressProtocol.Version, token, "test"),
        EgressJsonContext.Default.HelloParams,
        EgressJsonContext.Default.HelloResult,
        TestContext.Current.CancellationToken);

    public Task<ChatResult> AskAsync(ChatParams question) => _rpc.CallAsync(
        EgressProtocol.Chat, question, EgressJsonContext.Default.ChatParams, EgressJsonContext.Default.ChatResult, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _rpc.DisposeAsync();
        await _pipe.DisposeAsync();
    }
}
