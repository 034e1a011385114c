using System.Collections.Concurrent;
using System.IO.Pipes;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>A client of a real host over the real pipe.</summary>
internal sealed class HostClient : IAsyncDisposable
{
    private readonly NamedPipeClientStream _pipe;
    private readonly JsonRpcConnection _connection;
    private readonly Task<ConnectionEnd> _running;

    private HostClient(NamedPipeClientStream pipe)
    {
        var methods = new MethodTable(NullLogger.Instance)
            .OnNotification(HostProtocol.LoadProgress, HostJsonContext.Default.LoadProgressParams, progress => Progress.Enqueue(progress.Fraction))
            .OnNotification(HostProtocol.GeneratedText, HostJsonContext.Default.GeneratedTextParams, OnText);
        _pipe = pipe;
        _connection = new JsonRpcConnection(pipe, pipe, methods, JsonRpcOptions.Default, NullLogger.Instance);
        _running = _connection.RunAsync(CancellationToken.None);
    }

    public ConcurrentQueue<double> Progress { get; } = new();

    public ConcurrentQueue<GeneratedTextParams> Streamed { get; } = new();

    /// <summary>Completes with the first piece of a stream.</summary>
    public TaskCompletionSource FirstPiece { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the connection is over.</summary>
    public Task<ConnectionEnd> Ended => _running;

    public static async Task<HostClient> ConnectAsync(string pipeName, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.ConnectAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return new HostClient(pipe);
    }

    public Task<HelloResult> HelloAsync(CancellationToken cancellationToken) => _connection.CallAsync(
        HostProtocol.Hello,
        new HelloParams(HostProtocol.Version, "test"),
        HostJsonContext.Default.HelloParams,
        HostJsonContext.Default.HelloResult,
        cancellationToken);

    public Task<StatusResult> StatusAsync(CancellationToken cancellationToken) => _connection.CallAsync(
        HostProtocol.Status, new StatusParams(), HostJsonContext.Default.StatusParams, HostJsonContext.Default.StatusResult, cancellationToken);

    public Task<LoadModelResult> LoadAsync(string path, CancellationToken cancellationToken, DevicePreference device = DevicePreference.Cpu, string id = Requests.ModelId) =>
        _connection.CallAsync(
            HostProtocol.LoadModel,
            new LoadModelParams(id, path, new LoadOptions(device, null, null, null)),
            HostJsonContext.Default.LoadModelParams,
            HostJsonContext.Default.LoadModelResult,
            cancellationToken);

    public Task<UnloadModelResult> UnloadAsync(CancellationToken cancellationToken) => _connection.CallAsync(
        HostProtocol.UnloadModel,
        new UnloadModelParams(Requests.ModelId),
        HostJsonContext.Default.UnloadModelParams,
        HostJsonContext.Default.UnloadModelResult,
        cancellationToken);

    public Task<GenerateResult> GenerateAsync(GenerateParams parameters, CancellationToken cancellationToken) => _connection.CallAsync(
        HostProtocol.Generate, parameters, HostJsonContext.Default.GenerateParams, HostJsonContext.Default.GenerateResult, cancellationToken);

    public Task<ScoreResult> ScoreAsync(ScoreParams parameters, CancellationToken cancellationToken) => _connection.CallAsync(
        HostProtocol.Score, parameters, HostJsonContext.Default.ScoreParams, HostJsonContext.Default.ScoreResult, cancellationToken);

    public Task<CountTokensResult> CountTokensAsync(CancellationToken cancellationToken, params string[] texts) => _connection.CallAsync(
        HostProtocol.CountTokens,
        new CountTokensParams(Requests.ModelId, texts),
        HostJsonContext.Default.CountTokensParams,
        HostJsonContext.Default.CountTokensResult,
        cancellationToken);

    /// <summary>Drops the pipe without a word, as a killed client does.</summary>
    public void Drop() => _pipe.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _pipe.DisposeAsync();
    }

    private void OnText(GeneratedTextParams text)
    {
        Streamed.Enqueue(text);
        FirstPiece.TrySetResult();
    }
}
