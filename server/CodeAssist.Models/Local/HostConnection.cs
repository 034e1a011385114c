using System.IO.Pipes;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>One open connection to a model host.</summary>
public sealed class HostConnection : IAsyncDisposable
{
    private static readonly TimeSpan _greetingLimit = TimeSpan.FromSeconds(5);

    private readonly NamedPipeClientStream _pipe;
    private readonly JsonRpcConnection _rpc;
    private readonly CancellationTokenSource _closing = new();
    private int _disposals;

    private HostConnection(NamedPipeClientStream pipe, Action<LoadProgressParams> progress, ILogger logger)
    {
        _pipe = pipe;
        var methods = new MethodTable(logger)
            .OnNotification(HostProtocol.LoadProgress, HostJsonContext.Default.LoadProgressParams, progress)
            .OnNotification(HostProtocol.GeneratedText, HostJsonContext.Default.GeneratedTextParams, Streams.Deliver);
        _rpc = new JsonRpcConnection(pipe, pipe, methods, JsonRpcOptions.Default, logger);
        Closed = _rpc.RunAsync(_closing.Token);
    }

    /// <summary>What the host said of itself when the connection opened.</summary>
    public HelloResult Host { get; private set; } = new(0, "", 0, NetworkFilterState.Unsupported);

    /// <summary>Who listens to the generations of this connection while they run.</summary>
    internal TextStreams Streams { get; } = new();

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Closed { get; }

    /// <summary>Whether the connection ended and it was not us who ended it.</summary>
    public bool EndedByHost => Closed.IsCompleted && !_closing.IsCancellationRequested;

    /// <returns>The connection, or null when nobody listens or the host does not answer within the limit.</returns>
    /// <param name="endpoint">Where the host listens.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="progress">Told how far a model has loaded; called on the reader, must not block.</param>
    /// <param name="patience">How long to try to connect; zero to try once, as nobody may listen yet.</param>
    /// <param name="logger">Takes what the wire has to say.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<HostConnection?> TryOpenAsync(
        HostEndpoint endpoint,
        string client,
        Action<LoadProgressParams> progress,
        TimeSpan patience,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience + _greetingLimit);
        var pipe = new NamedPipeClientStream(
            ".", endpoint.PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        HostConnection? connection = null;
        try
        {
            await pipe.ConnectAsync(patience, deadline.Token);
            connection = new HostConnection(pipe, progress, logger);
            var hello = await connection.CallAsync(
                HostProtocol.Hello,
                new HelloParams(HostProtocol.Version, client),
                HostJsonContext.Default.HelloParams,
                HostJsonContext.Default.HelloResult,
                deadline.Token);
            if (hello.Protocol == HostProtocol.Version)
            {
                connection.Host = hello;
                return connection;
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException
            or ConnectionClosedException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody there, or somebody who does not answer: the caller starts a host.
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        await pipe.DisposeAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <exception cref="ConnectionClosedException">The host went away.</exception>
    /// <exception cref="JsonRpcException">The host answered with an error.</exception>
    public Task<TResult> CallAsync<TParams, TResult>(
        string method,
        TParams parameters,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<TParams> parametersType,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<TResult> resultType,
        CancellationToken cancellationToken) =>
        _rpc.CallAsync(method, parameters, parametersType, resultType, cancellationToken);

    /// <returns>What the host is doing, or null when it goes away or does not answer within the limit.</returns>
    public async Task<StatusResult?> TryReadStatusAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return await CallAsync(
                HostProtocol.Status,
                new StatusParams(),
                HostJsonContext.Default.StatusParams,
                HostJsonContext.Default.StatusResult,
                deadline.Token);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <remarks>May be called by several at once: every request that finds its model gone gives the connection up.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        await _closing.CancelAsync();
        await _rpc.DisposeAsync();
        await _pipe.DisposeAsync();
        _closing.Dispose();
    }
}
