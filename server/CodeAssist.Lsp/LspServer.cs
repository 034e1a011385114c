using System.Text.Json.Serialization.Metadata;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Lifecycle;
using CodeAssist.Lsp.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Lsp;

/// <summary>A language server over two streams: give it a session and a table of handlers, it runs until its end.</summary>
/// <remarks>
/// <code>
/// using var signals = TerminationSignals.Listen();
/// await using var server = new LspServer&lt;ServerSession, SessionSnapshot&gt;(stdin, stdout, LspServerOptions.Default, logger);
/// var session = new ServerSession(server.Client);
/// var handlers = new HandlerTable&lt;ServerSession, SessionSnapshot&gt;()
///     .Initialize(new InitializeHandler())
///     .Mutate(LspMethod.DidOpen, json =&gt; json.DidOpenTextDocumentParams, new DidOpenHandler())
///     .Query(LspMethod.InlineCompletion, RequestMode.ReadOnly, json =&gt; json.InlineCompletionParams,
///         json =&gt; json.InlineCompletionList, new InlineCompletionHandler(), p => p.TextDocument.Uri);
/// return await server.RunAsync(session, handlers, signals.Token);
/// </code>
/// The end of the input, <c>exit</c>, a vanished editor, the token and a failed mutation all lead to the same close: what is queued
/// is still worked off and queries are cancelled, each within <see cref="LspServerOptions.DrainLimit"/>, then the last answers
/// are written. The session stays the caller's to dispose, after that.
/// </remarks>
public sealed partial class LspServer<TSession, TSnapshot> : IAsyncDisposable
    where TSession : ISession<TSnapshot>
{
    private readonly LspServerOptions _options;
    private readonly ILogger _logger;
    private readonly JsonRpcConnection _connection;
    private readonly LifecycleGuard _lifecycle = new();
    private readonly RequestQueue<TSession, TSnapshot> _queue;
    private readonly TaskCompletionSource<InitializeParams> _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LspServer(Stream input, Stream output, LspServerOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _connection = new JsonRpcConnection(input, output, new Sink(this), options.Wire, logger);
        Client = new LspClient(_connection);
        _queue = new RequestQueue<TSession, TSnapshot>(Client, _lifecycle, Initialized, options, logger);
    }

    /// <summary>The editor.</summary>
    public LspClient Client { get; }

    public ServerPhase Phase => _lifecycle.Phase;

    /// <summary>Puts a change of the session into the order of work: the way back for an answer of the editor or news from elsewhere.</summary>
    /// <param name="name">For the log.</param>
    /// <param name="mutation">Runs alone; an exception ends the server. Dropped when the server is ending.</param>
    public void Post(string name, Action<TSession> mutation) => _queue.Post(name, mutation);

    /// <summary>Serves until the end and returns one of <see cref="ServerExitCode"/>.</summary>
    public async Task<int> RunAsync(TSession session, HandlerTable<TSession, TSnapshot> handlers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = _connection.RunAsync(CancellationToken.None);
        var working = _queue.RunAsync(session, handlers);
        var parentGone = ParentGoneAsync(stop.Token);
        var exit = _exit.Task.WaitAsync(stop.Token);

        var first = await Task.WhenAny(reading, working, parentGone, exit);
        Log.Ending(_logger, cancellationToken.IsCancellationRequested ? "a signal"
            : first == reading ? (await reading).Reason
            : first == working ? "a failed mutation"
            : first == parentGone ? "the editor's process is gone" : "exit");

        _queue.Complete();
        await WithinLimitAsync(working, "queued messages");
        await WithinLimitAsync(_queue.CancelQueriesAsync(), "running requests");
        await stop.CancelAsync();
        _connection.Close();
        await reading;

        var isOrderly = _lifecycle.Phase == ServerPhase.ShuttingDown;
        _lifecycle.Advance(ServerPhase.Ended);
        if (working.IsCompleted && !await working)
        {
            return ServerExitCode.StateUnknown;
        }

        return isOrderly ? ServerExitCode.Orderly : ServerExitCode.Abandoned;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _queue.Dispose();
    }

    private void Initialized(InitializeParams parameters)
    {
        Client.Initialized(parameters);
        _initialized.TrySetResult(parameters);
    }

    private async Task ParentGoneAsync(CancellationToken cancellationToken)
    {
        var parameters = await _initialized.Task.WaitAsync(cancellationToken);
        if (parameters.ProcessId is not { } processId || !_options.IsProcessAlive(processId))
        {
            // Nobody's child, or an editor outside the container in which we run: that is not a dead editor.
            await Task.Delay(Timeout.InfiniteTimeSpan, _options.Wire.Time, cancellationToken);
            return;
        }

        using var timer = new PeriodicTimer(_options.ParentInterval, _options.Wire.Time);
        while (_options.IsProcessAlive(processId))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task WithinLimitAsync(Task work, string what)
    {
        try
        {
            await work.WaitAsync(_options.DrainLimit, _options.Wire.Time);
        }
        catch (TimeoutException)
        {
            Log.LeftBehind(_logger, what, _options.DrainLimit.TotalSeconds);
        }
    }

    private DebugInfoResult DebugInfo() => new(_lifecycle.Phase.ToString(), _queue.Waiting, _queue.Running, _options.Describe());

    private void Preempt<TParams>(IncomingNotification notification, JsonTypeInfo<TParams> type, Action<TParams> act)
    {
        if (notification.TryReadParameters(type, out var parameters, out var problem))
        {
            act(parameters);
            return;
        }

        Log.Unreadable(_logger, problem);
    }

    /// <summary>What the connection sees of the server.</summary>
    private sealed class Sink(LspServer<TSession, TSnapshot> server) : IMessageSink
    {
        public bool TryPreempt(IncomingMessage message)
        {
            switch (message)
            {
                case IncomingNotification { Method: LspMethod.Exit }:
                    server._exit.TrySetResult();
                    return true;
                case IncomingNotification { Method: LspMethod.SetTrace } setTrace:
                    server.Preempt(setTrace, LspJsonContext.Default.SetTraceParams, trace => server.Client.SetTrace(trace.Value));
                    return true;
                case IncomingNotification { Method: LspMethod.CancelWorkDoneProgress } cancel:
                    server.Preempt(cancel, LspJsonContext.Default.WorkDoneProgressCancelParams, progress => server.Client.CancelProgress(progress.Token));
                    return true;
                case IncomingRequest { Method: LspMethod.DebugInfo } request:
                    request.TryAnswer(server.DebugInfo(), LspJsonContext.Default.DebugInfoResult);
                    return true;
                default:
                    return false;
            }
        }

        public void Enqueue(IncomingMessage message) => server._queue.Enqueue(message);

        public void Skipped(OversizedMessage message)
        {
            var isAboutDocument = message.Method?.StartsWith("textDocument/did", StringComparison.Ordinal) ?? true;
            if (isAboutDocument)
            {
                var uri = message.FindText("params", "textDocument", "uri");
                server._queue.Enqueue(new LostMessage(message.Method, uri, LostMessageReason.TooLarge));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The server ends: {Reason}")]
        public static partial void Ending(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The server ends without its {What}: not done within {Seconds} s")]
        public static partial void LeftBehind(ILogger logger, string what, double seconds);

        [LoggerMessage(3, LogLevel.Warning, "A notification was dropped: {Problem}")]
        public static partial void Unreadable(ILogger logger, string problem);
    }
}
