using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace CodeAssist.JsonRpc;

/// <summary>One JSON-RPC 2.0 connection over two byte streams: calls and notifications both ways, cancellation by id.</summary>
/// <remarks>
/// Every member may be used from any thread. Messages leave in the order in which they were handed over; nothing else writes to
/// the output. Calls may be made before <see cref="RunAsync"/>: they are sent once it runs. The streams stay the caller's to
/// dispose.
/// </remarks>
public sealed partial class JsonRpcConnection : IAsyncDisposable
{
    private readonly IMessageSink _sink;
    private readonly JsonRpcOptions _options;
    private readonly ILogger _logger;
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly IncomingRequests _incoming;
    private readonly OutgoingRequests _outgoing = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    public JsonRpcConnection(Stream input, Stream output, IMessageSink sink, JsonRpcOptions options, ILogger logger)
    {
        _sink = sink;
        _options = options;
        _logger = logger;
        _reader = new MessageReader(PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true)), options);
        _writer = new MessageWriter(PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true)));
        _incoming = new IncomingRequests(_writer.Send, logger);
    }

    /// <summary>Reads until the connection ends, then fails the pending calls, cancels the requests in work and writes what was handed over.</summary>
    /// <param name="cancellationToken">Closes the connection, as <see cref="Close"/> does.</param>
    public async Task<ConnectionEnd> RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _runs, 1) != 0)
        {
            throw new InvalidOperationException("A connection runs once.");
        }

        using var stop = new CancellationTokenSource();
        var end = new ConnectionEnd(ConnectionEndKind.Closed, "closed by this side");
        var writing = WriteAllAsync(stop.Token);
        var reading = ReadAllAsync(stop.Token);
        var closing = _closing.Task.WaitAsync(cancellationToken);
        try
        {
            var first = await Task.WhenAny(reading, writing, closing);
            if (first != closing)
            {
                end = first == reading ? await reading : await writing ?? end;
            }
        }
        finally
        {
            _outgoing.Close(end);
            _incoming.Close();
            _writer.Complete();
            await FlushAsync(writing);

            // A read of a terminal or an anonymous pipe may not heed this: it is left alone until its process ends.
            await stop.CancelAsync();
            _ended.TrySetResult();
        }

        return end;
    }

    /// <summary>Calls the other side and waits for its answer. Cancelling tells the other side with <c>$/cancelRequest</c> and does not wait for it.</summary>
    /// <exception cref="JsonRpcException">The other side answered with an error, or with a result of another shape.</exception>
    /// <exception cref="ConnectionClosedException">The connection ended first.</exception>
    public async Task<TResult> CallAsync<TParams, TResult>(
        string method,
        TParams parameters,
        JsonTypeInfo<TParams> parametersType,
        JsonTypeInfo<TResult> resultType,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (id, answer) = _outgoing.Open();
        _writer.Send(MessageWriter.Request(id, method, parameters, parametersType));
        try
        {
            var result = await answer.Task.WaitAsync(cancellationToken);
            return JsonSerializer.Deserialize(result.Span, resultType)!;
        }
        catch (OperationCanceledException)
        {
            Notify(CancelParams.Method, new CancelParams(id), CancelParams.Type);
            throw;
        }
        catch (JsonException exception)
        {
            var problem = $"The result of {method} does not fit at {exception.Path ?? "$"}";
            throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.ParseError, problem));
        }
    }

    /// <summary>Tells the other side something. Dropped when the connection is over.</summary>
    public void Notify<TParams>(string method, TParams parameters, JsonTypeInfo<TParams> parametersType) =>
        _writer.Send(MessageWriter.Notification(method, parameters, parametersType));

    /// <summary>Ends <see cref="RunAsync"/> soon; what was handed over before is still written.</summary>
    public void Close() => _closing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Close();
        if (Volatile.Read(ref _runs) != 0)
        {
            await _ended.Task.WaitAsync(CancellationToken.None);
        }
    }

    private async Task<ConnectionEnd> ReadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                switch (await _reader.ReadAsync(cancellationToken))
                {
                    case Frame.Body body:
                        Receive(JsonRpcMessage.Parse(body.Bytes));
                        break;
                    case Frame.Oversized oversized:
                        ReceiveOversized(oversized.Message);
                        break;
                    case Frame.End end:
                        return end.Reason;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return new ConnectionEnd(ConnectionEndKind.InputFailed, $"reading failed: {exception.Message}");
        }
    }

    private void Receive(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcMessage.Response response when !_outgoing.TryComplete(response):
                Log.StrayResponse(_logger, $"no call waits for {response.Id}");
                break;
            case JsonRpcMessage.StrayResponse stray:
                Log.StrayResponse(_logger, stray.Problem);
                break;
            case JsonRpcMessage.Refused refused:
                Refuse(refused.Id, refused.Error);
                break;
            case JsonRpcMessage.Notification { Method: CancelParams.Method } cancel:
                _incoming.CancelBy(new IncomingNotification(cancel.Method, cancel.Parameters));
                break;
            case JsonRpcMessage.Notification notification:
                Deliver(new IncomingNotification(notification.Method, notification.Parameters));
                break;
            case JsonRpcMessage.Request request:
                ReceiveRequest(request);
                break;
        }
    }

    private void ReceiveRequest(JsonRpcMessage.Request request)
    {
        if (_incoming.TryRegister(request.Id, request.Method, request.Parameters) is not { } registered)
        {
            Refuse(request.Id, new JsonRpcError(JsonRpcErrorCode.InvalidRequest, $"Id {request.Id} is still in use"));
            return;
        }

        Deliver(registered);
    }

    private void Deliver(IncomingMessage message)
    {
        if (!_sink.TryPreempt(message))
        {
            _sink.Enqueue(message);
        }
    }

    private void ReceiveOversized(OversizedMessage message)
    {
        Log.Oversized(_logger, message.Method ?? "unknown", message.ByteCount, _options.MaxBodyBytes);
        if (message.FindId() is { } id)
        {
            var problem = $"The message of {message.ByteCount} bytes is over the limit of {_options.MaxBodyBytes}";
            _writer.Send(MessageWriter.Error(id, new JsonRpcError(JsonRpcErrorCode.InvalidRequest, problem)));
        }

        _sink.Skipped(message);
    }

    private void Refuse(RequestId? id, JsonRpcError error)
    {
        Log.Refused(_logger, error.Code, error.Message);
        _writer.Send(MessageWriter.Error(id, error));
    }

    private async Task<ConnectionEnd?> WriteAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _writer.RunAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return new ConnectionEnd(ConnectionEndKind.OutputFailed, $"writing failed: {exception.Message}");
        }
    }

    private async Task FlushAsync(Task writing)
    {
        try
        {
            await writing.WaitAsync(_options.FlushLimit, _options.Time);
        }
        catch (TimeoutException)
        {
            Log.NotFlushed(_logger, _options.FlushLimit.TotalSeconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A message was refused with {Code}: {Problem}")]
        public static partial void Refused(ILogger logger, int code, string problem);

        [LoggerMessage(2, LogLevel.Warning, "A response was dropped: {Problem}")]
        public static partial void StrayResponse(ILogger logger, string problem);

        [LoggerMessage(3, LogLevel.Warning, "A message ({Method}) of {ByteCount} bytes was skipped, the limit is {Limit}")]
        public static partial void Oversized(ILogger logger, string method, long byteCount, int limit);

        [LoggerMessage(4, LogLevel.Warning, "The last messages were not read within {Seconds} s")]
        public static partial void NotFlushed(ILogger logger, double seconds);
    }
}
