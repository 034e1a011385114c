using System.Threading.Channels;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Lifecycle;
using CodeAssist.Lsp.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>The order of work: messages leave in the order in which they came in.</summary>
/// <remarks>
/// Mutations run one at a time within the loop, so each sees all that came before it. A query gets its snapshot at its turn in the
/// loop and then runs beside everything else: later changes neither disturb it nor wait for it.
/// An exception of a query fails that query only. An exception of a mutation, or of the loop itself, ends the queue for good:
/// the session's state is unknown then, and a server that goes on would serve wrong text.
/// </remarks>
internal sealed partial class RequestQueue<TSession, TSnapshot> : IDisposable
    where TSession : ISession<TSnapshot>
{
    private readonly LspClient _client;
    private readonly LifecycleGuard _lifecycle;
    private readonly Action<InitializeParams> _initialized;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<object> _items = Channel.CreateUnbounded<object>();
    private readonly Superseding _superseding = new();
    private readonly RunningRequests _running;
    private readonly SemaphoreSlim _background;
    private readonly CancellationTokenSource _closing = new();

    public RequestQueue(LspClient client, LifecycleGuard lifecycle, Action<InitializeParams> initialized, LspServerOptions options, ILogger logger)
    {
        _client = client;
        _lifecycle = lifecycle;
        _initialized = initialized;
        _time = options.Wire.Time;
        _logger = logger;
        _running = new RunningRequests(_time);
        _background = new SemaphoreSlim(options.BackgroundRequests);
    }

    public int Waiting => _items.Reader.Count;

    public IReadOnlyList<RunningRequest> Running => _running.List();

    public void Enqueue(IncomingMessage message) => _items.Writer.TryWrite(message);

    public void Enqueue(LostMessage message) => _items.Writer.TryWrite(message);

    public void Post(string name, Action<TSession> mutation) => _items.Writer.TryWrite(new PostedMutation(name, mutation));

    /// <summary>Takes no more; <see cref="RunAsync"/> ends after what is there.</summary>
    public void Complete() => _items.Writer.TryComplete();

    /// <summary>Works until <see cref="Complete"/>. False when a mutation failed.</summary>
    public async Task<bool> RunAsync(TSession session, HandlerTable<TSession, TSnapshot> handlers)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                Process(item, session, handlers);
            }
#pragma warning disable CA1031 // Border: after a failed mutation nothing may run any more, and the editor has to hear why.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Complete();
                Break(item, exception);
                return false;
            }
        }

        return true;
    }

    /// <summary>Cancels the queries in work and waits until they have answered.</summary>
    public async Task CancelQueriesAsync()
    {
        await _closing.CancelAsync();
        await _running.WhenDoneAsync();
    }

    public void Dispose()
    {
        _closing.Dispose();
        _background.Dispose();
    }

    private void Process(object item, TSession session, HandlerTable<TSession, TSnapshot> handlers)
    {
        switch (item)
        {
            case PostedMutation posted:
                posted.Apply(session);
                break;
            case LostMessage lost:
                session.MessageLost(lost);
                break;
            case IncomingNotification notification when _lifecycle.Allows(notification):
                Hear(notification, session, handlers);
                break;
            case IncomingRequest request when _lifecycle.Refuse(request) is { } refusal:
                request.TryFail(refusal);
                break;
            case IncomingRequest request:
                Answer(request, session, handlers);
                break;
        }
    }

    private void Hear(IncomingNotification notification, TSession session, HandlerTable<TSession, TSnapshot> handlers)
    {
        var isInitialized = string.Equals(notification.Method, LspMethod.Initialized, StringComparison.Ordinal);
        if (isInitialized)
        {
            _lifecycle.Advance(ServerPhase.Running);
        }

        if (handlers.Find(notification) is not { } handler)
        {
            Log.NotificationUnknown(_logger, notification.Method);
            return;
        }

        if (handler(session, notification) is { } problem)
        {
            Log.NotificationUnreadable(_logger, problem);
            var isAboutDocument = notification.TryReadParameters(LspJsonContext.Default.DidCloseTextDocumentParams, out var about, out _);
            session.MessageLost(new LostMessage(
                notification.Method, isAboutDocument ? about!.TextDocument.Uri : null, LostMessageReason.Unreadable));
        }
    }

    private void Answer(IncomingRequest request, TSession session, HandlerTable<TSession, TSnapshot> handlers)
    {
        if (string.Equals(request.Method, LspMethod.Shutdown, StringComparison.Ordinal))
        {
            _lifecycle.Advance(ServerPhase.ShuttingDown);
            request.TryAnswerNothing();
            return;
        }

        switch (handlers.Find(request))
        {
            case RequestHandler<TSession, TSnapshot>.Mutation mutation:
                Mutate(request, mutation, session);
                break;
            case RequestHandler<TSession, TSnapshot>.Query query when query.Prepare(request) is { } prepared:
                Start(request, query.Mode, prepared, session.TakeSnapshot());
                break;
            case null:
                request.TryFail(ErrorMapping.UnknownMethod(request.Method));
                break;
        }
    }

    private void Mutate(IncomingRequest request, RequestHandler<TSession, TSnapshot>.Mutation mutation, TSession session)
    {
        var started = _time.GetTimestamp();
        var parameters = mutation.Apply(session, request);
        if (parameters is InitializeParams initialize)
        {
            _lifecycle.Advance(ServerPhase.Initializing);
            _initialized(initialize);
        }

        Report(request, RequestMode.Mutating, started, parameters is null ? "parameters did not fit" : "answered");
    }

    private void Start(IncomingRequest request, RequestMode mode, PreparedQuery<TSnapshot> query, TSnapshot snapshot)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(request.CancellationToken, _closing.Token);
        if (query.LatestWins is { } key)
        {
            _superseding.Enter(key, cancellation);
        }

#pragma warning disable RS0030 // The one place where the server starts work beside its queue.
        _running.Add(request, Task.Run(() => RunQueryAsync(request, mode, query, snapshot, cancellation)));
#pragma warning restore RS0030
    }

    private async Task RunQueryAsync(
        IncomingRequest request, RequestMode mode, PreparedQuery<TSnapshot> query, TSnapshot snapshot, CancellationTokenSource cancellation)
    {
        var started = _time.GetTimestamp();
        var outcome = "answered";
        try
        {
            await AnswerInTurnAsync(mode, query, snapshot, cancellation.Token);
        }
        catch (OperationCanceledException) when (request.CancellationToken.IsCancellationRequested || _closing.IsCancellationRequested)
        {
            outcome = "cancelled";
            request.TryFail(ErrorMapping.Cancelled);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer request took its place. That is no error: editors show errors to their users.
            outcome = "superseded";
            query.AnswerSuperseded();
        }
        catch (JsonRpcException exception)
        {
            outcome = "refused";
            request.TryFail(exception.Error);
        }
#pragma warning disable CA1031 // Border: one broken query must not take the other requests down.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reference = ErrorReference.New();
            outcome = $"failed (ref {reference})";
            Log.QueryFailed(_logger, request.Method, reference, exception);
            request.TryFail(ErrorMapping.Internal(reference));
        }
        finally
        {
            if (query.LatestWins is { } key)
            {
                _superseding.Leave(key, cancellation);
            }

            cancellation.Dispose();
            Report(request, mode, started, outcome);
        }
    }

    private async Task AnswerInTurnAsync(RequestMode mode, PreparedQuery<TSnapshot> query, TSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (mode != RequestMode.Background)
        {
            await query.AnswerAsync(snapshot, cancellationToken);
            return;
        }

        await _background.WaitAsync(cancellationToken);
        try
        {
            await query.AnswerAsync(snapshot, cancellationToken);
        }
        finally
        {
            _background.Release();
        }
    }

    private void Report(IncomingRequest request, RequestMode mode, long started, string outcome)
    {
        var elapsed = (long)_time.GetElapsedTime(started).TotalMilliseconds;
        Log.RequestEnded(_logger, request.Method, request.Id, mode, elapsed, outcome);
        _client.LogTrace($"{request.Method} ({request.Id}) {outcome} in {elapsed} ms", $"mode {mode}, {Waiting} waiting");
    }

    private void Break(object item, Exception exception)
    {
        var reference = ErrorReference.New();
        var name = item switch
        {
            IncomingMessage message => message.Method,
            PostedMutation posted => posted.Name,
            _ => item.GetType().Name,
        };
        Log.MutationFailed(_logger, name, reference, exception);
        if (item is IncomingRequest { IsOpen: true } request)
        {
            request.TryFail(ErrorMapping.Internal(reference));
        }

        _client.Show(
            MessageType.Error, $"CodeAssist has met an internal error (ref {reference}) and ends. Its log has the details; the editor starts it again.");
    }

    private sealed record PostedMutation(string Name, Action<TSession> Apply);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Method} ({Id}, {Mode}) took {ElapsedMs} ms: {Outcome}")]
        public static partial void RequestEnded(ILogger logger, string method, RequestId id, RequestMode mode, long elapsedMs, string outcome);

        [LoggerMessage(2, LogLevel.Error, "Query {Method} failed (ref {Reference})")]
        public static partial void QueryFailed(ILogger logger, string method, string reference, Exception exception);

        [LoggerMessage(3, LogLevel.Critical, "Mutation {Name} failed (ref {Reference}), the server ends")]
        public static partial void MutationFailed(ILogger logger, string name, string reference, Exception exception);

        [LoggerMessage(4, LogLevel.Warning, "A notification was dropped: {Problem}")]
        public static partial void NotificationUnreadable(ILogger logger, string problem);

        [LoggerMessage(5, LogLevel.Debug, "Notification {Method} is not one of ours")]
        public static partial void NotificationUnknown(ILogger logger, string method);
    }
}
