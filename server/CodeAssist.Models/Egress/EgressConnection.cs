using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Threading.Channels;
using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Egress;

/// <summary>The open connection to an egress process.</summary>
internal sealed class EgressConnection : IAsyncDisposable
{
    private static readonly TimeSpan _greetingLimit = TimeSpan.FromSeconds(5);

    private readonly NamedPipeClientStream _pipe;
    private readonly JsonRpcConnection _rpc;
    private readonly IAttemptRecorder _recorder;
    private readonly ConcurrentDictionary<string, CallNote> _notes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _recorded = new(StringComparer.Ordinal);
    private readonly CallStreams _streams = new();
    private readonly CancellationTokenSource _closing = new();
    private int _disposals;

    private EgressConnection(NamedPipeClientStream pipe, IAttemptRecorder recorder, ILogger logger)
    {
        _pipe = pipe;
        _recorder = recorder;
        var json = EgressJsonContext.Default;
        var methods = new MethodTable(logger)
            .On(EgressProtocol.Attempt, json.AttemptParams, json.AttemptResult, BeginAttemptAsync)
            .OnNotification(EgressProtocol.AttemptEnded, json.AttemptEndedParams, EndAttempt)
            .OnNotification(EgressProtocol.AttemptRefused, json.AttemptRefusedParams, Refuse)
            .OnNotification(EgressProtocol.ChatPiece, json.ChatPieceParams, _streams.Deliver);
        _rpc = new JsonRpcConnection(pipe, pipe, methods, JsonRpcOptions.Default, logger);
        Closed = _rpc.RunAsync(_closing.Token);
    }

    /// <summary>Who can be asked, as egress said when the connection opened.</summary>
    public IReadOnlyList<ProviderDescription> Providers { get; private set; } = [];

    /// <summary>Whether it reaches the model server of this machine alone.</summary>
    public bool IsLoopbackOnly { get; private set; }

    /// <summary>Process id of egress.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Closed { get; }

    /// <returns>Null when egress does not answer within the limit, or does not know the token.</returns>
    public static async Task<EgressConnection?> TryOpenAsync(
        EgressLaunchResult.Listening door, string client, IAttemptRecorder recorder, ILogger logger, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_greetingLimit);
        var pipe = new NamedPipeClientStream(".", door.PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        EgressConnection? connection = null;
        try
        {
            await pipe.ConnectAsync(deadline.Token);
            connection = new EgressConnection(pipe, recorder, logger);
            var hello = await connection._rpc.CallAsync(
                EgressProtocol.Hello,
                new HelloParams(EgressProtocol.Version, door.Token, client),
                EgressJsonContext.Default.HelloParams,
                EgressJsonContext.Default.HelloResult,
                deadline.Token);
            if (hello.Protocol == EgressProtocol.Version)
            {
                connection.Providers = hello.Providers;
                connection.ProcessId = hello.ProcessId;
                connection.IsLoopbackOnly = door.IsLoopbackOnly;
                return connection;
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody there, or nobody who trusts us: the caller says so.
        }

        await (connection?.DisposeAsync() ?? pipe.DisposeAsync());
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>Begins a call: pieces of it are kept from here on, and attempts of it can be recorded.</summary>
    public (string Id, ChannelReader<string> Pieces) Open(CallNote note)
    {
        var call = _streams.Open();
        _notes[call.Id] = note;
        return call;
    }

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public Task<ChatResult> AskAsync(ChatParams parameters, CancellationToken cancellationToken) => _rpc.CallAsync(
        EgressProtocol.Chat, parameters, EgressJsonContext.Default.ChatParams, EgressJsonContext.Default.ChatResult, cancellationToken);

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public Task<ChatResult> CompleteAsync(FimParams parameters, CancellationToken cancellationToken) => _rpc.CallAsync(
        EgressProtocol.Fim, parameters, EgressJsonContext.Default.FimParams, EgressJsonContext.Default.ChatResult, cancellationToken);

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public Task<DownloadOpenResult> OpenDownloadAsync(DownloadOpenParams parameters, CancellationToken cancellationToken) => _rpc.CallAsync(
        EgressProtocol.DownloadOpen, parameters, EgressJsonContext.Default.DownloadOpenParams, EgressJsonContext.Default.DownloadOpenResult, cancellationToken);

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public Task<DownloadReadResult> ReadDownloadAsync(DownloadReadParams parameters, CancellationToken cancellationToken) => _rpc.CallAsync(
        EgressProtocol.DownloadRead, parameters, EgressJsonContext.Default.DownloadReadParams, EgressJsonContext.Default.DownloadReadResult, cancellationToken);

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public Task<ModelSearchResult> SearchAsync(ModelSearchParams parameters, CancellationToken cancellationToken) => _rpc.CallAsync(
        EgressProtocol.ModelSearch, parameters, EgressJsonContext.Default.ModelSearchParams, EgressJsonContext.Default.ModelSearchResult, cancellationToken);

    /// <exception cref="ConnectionClosedException">Egress went away.</exception>
    /// <exception cref="JsonRpcException">Egress answered with an error.</exception>
    public async Task<EgressFailure?> SetKeyAsync(string provider, string key, CancellationToken cancellationToken) =>
        (await _rpc.CallAsync(
            EgressProtocol.SetKey,
            new SetKeyParams(provider, key),
            EgressJsonContext.Default.SetKeyParams,
            EgressJsonContext.Default.SetKeyResult,
            cancellationToken)).Failure;

    /// <remarks>May be called by several at once.</remarks>
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

    /// <summary>Whether an attempt of this call was recorded, so that something may have gone out.</summary>
    public bool IsOnRecord(string callId) => _recorded.ContainsKey(callId);

    /// <summary>The call is over. What egress could not say of its attempt any more, because it is gone, is said here.</summary>
    public void Settle(string callId, EgressFailure? failure)
    {
        _streams.Close(callId);
        _notes.TryRemove(callId, out _);
        if (failure is not null && Closed.IsCompleted && _recorded.TryRemove(callId, out _))
        {
            _recorder.End(new AttemptEndedParams(callId, Status: null, ReceivedBytes: 0, Usage: null, failure));
        }
    }

    private async Task<AttemptResult> BeginAttemptAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        if (!_notes.TryGetValue(attempt.CallId, out var note))
        {
            return new AttemptResult(new EgressFailure(
                EgressFailureKind.NotRecorded, "Nobody asks this question any more; nothing was sent.", "Ask again."));
        }

        var refusal = await _recorder.BeginAsync(attempt, note, cancellationToken);
        if (refusal is null)
        {
            _recorded[attempt.CallId] = true;
        }

        return new AttemptResult(refusal);
    }

    private void EndAttempt(AttemptEndedParams outcome)
    {
        if (_recorded.TryRemove(outcome.CallId, out _))
        {
            _recorder.End(outcome);
        }
    }

    private void Refuse(AttemptRefusedParams refusal)
    {
        if (_notes.TryGetValue(refusal.Attempt.CallId, out var note))
        {
            _recorder.Refuse(refusal, note);
        }
    }
}
