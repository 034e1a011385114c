using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace CodeAssist.JsonRpc;

/// <summary>The methods that one end of a pipe between our own processes answers.</summary>
/// <remarks>
/// Every request runs concurrently on the thread pool. Notifications run one after another on the reading loop, before anything
/// that arrived after them: their handlers must be quick. Register everything before the connection runs.
/// </remarks>
public sealed partial class MethodTable(ILogger logger) : IMessageSink
{
    private readonly Dictionary<string, Func<IncomingRequest, Task>> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<IncomingNotification>> _notifications = new(StringComparer.Ordinal);

    /// <summary>
    /// Answers a method. The handler may throw <see cref="JsonRpcException"/> to answer with that error; any other exception
    /// becomes an internal error whose details stay in the log.
    /// </summary>
    public MethodTable On<TParams, TResult>(
        string method,
        JsonTypeInfo<TParams> parametersType,
        JsonTypeInfo<TResult> resultType,
        Func<TParams, CancellationToken, Task<TResult>> handler)
    {
        _requests.Add(method, async request =>
        {
            if (!request.TryReadParameters(parametersType, out var parameters, out var problem))
            {
                request.TryFail(new JsonRpcError(JsonRpcErrorCode.InvalidParams, problem));
                return;
            }

            var result = await handler(parameters, request.CancellationToken);
            request.TryAnswer(result, resultType);
        });
        return this;
    }

    /// <summary>Hears a notification.</summary>
    public MethodTable OnNotification<TParams>(string method, JsonTypeInfo<TParams> parametersType, Action<TParams> handler)
    {
        _notifications.Add(method, notification =>
        {
            if (notification.TryReadParameters(parametersType, out var parameters, out var problem))
            {
                handler(parameters);
                return;
            }

            Log.NotificationUnreadable(logger, problem);
        });
        return this;
    }

    bool IMessageSink.TryPreempt(IncomingMessage message)
    {
        if (message is not IncomingNotification notification)
        {
            return false;
        }

        Hear(notification);
        return true;
    }

    void IMessageSink.Enqueue(IncomingMessage message)
    {
        var request = (IncomingRequest)message;
#pragma warning disable RS0030 // This is the request queue of our own pipes: every request is work of its own.
        _ = Task.Run(() => AnswerAsync(request));
#pragma warning restore RS0030
    }

    void IMessageSink.Skipped(OversizedMessage message)
    {
        // The connection has logged it and refused the request in it; our own programs never send one.
    }

    private async Task AnswerAsync(IncomingRequest request)
    {
        if (!_requests.TryGetValue(request.Method, out var handler))
        {
            request.TryFail(new JsonRpcError(JsonRpcErrorCode.MethodNotFound, $"There is no method {request.Method}"));
            return;
        }

        try
        {
            await handler(request);
        }
        catch (OperationCanceledException) when (request.CancellationToken.IsCancellationRequested)
        {
            request.TryFail(new JsonRpcError(JsonRpcErrorCode.RequestCancelled, "Cancelled"));
        }
        catch (JsonRpcException exception)
        {
            request.TryFail(exception.Error);
        }
#pragma warning disable CA1031 // Border: one broken handler must not take the other requests down.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reference = ErrorReference.New();
            Log.RequestFailed(logger, request.Method, reference, exception);
            request.TryFail(new JsonRpcError(JsonRpcErrorCode.InternalError, $"Internal error (ref {reference})"));
        }
    }

    private void Hear(IncomingNotification notification)
    {
        if (!_notifications.TryGetValue(notification.Method, out var handler))
        {
            Log.NotificationUnknown(logger, notification.Method);
            return;
        }

        try
        {
            handler(notification);
        }
#pragma warning disable CA1031 // Border: one broken handler must not end the reading loop.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotificationFailed(logger, notification.Method, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Request {Method} failed (ref {Reference})")]
        public static partial void RequestFailed(ILogger logger, string method, string reference, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "Notification {Method} failed")]
        public static partial void NotificationFailed(ILogger logger, string method, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "A notification was dropped: {Problem}")]
        public static partial void NotificationUnreadable(ILogger logger, string problem);

        [LoggerMessage(4, LogLevel.Debug, "Notification {Method} is unknown")]
        public static partial void NotificationUnknown(ILogger logger, string method);
    }
}
