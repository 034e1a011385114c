using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CodeAssist.JsonRpc;

/// <summary>Requests of the other side that wait for their answer. The one place that lets an answer pass: exactly one each.</summary>
internal sealed partial class IncomingRequests(Action<ReadOnlyMemory<byte>> send, ILogger logger)
{
    private readonly ConcurrentDictionary<RequestId, IncomingRequest> _open = new();
    private volatile bool _closed;

    /// <summary>Makes a request known, so that a cancel that arrives next finds it. Null when its id is still in use.</summary>
    public IncomingRequest? TryRegister(RequestId id, string method, ReadOnlyMemory<byte> parameters)
    {
        var request = new IncomingRequest(id, method, parameters, this);
        return _open.TryAdd(id, request) ? request : null;
    }

    public bool IsOpen(IncomingRequest request) => _open.TryGetValue(request.Id, out var open) && ReferenceEquals(open, request);

    public bool TryComplete(IncomingRequest request, ReadOnlyMemory<byte> answer)
    {
        if (_open.TryRemove(KeyValuePair.Create(request.Id, request)))
        {
            send(answer);
            return true;
        }

        if (!_closed)
        {
            Log.SecondAnswer(logger, request.Id, request.Method);
        }

        return false;
    }

    public void CancelBy(IncomingNotification cancel)
    {
        if (!cancel.TryReadParameters(CancelParams.Type, out var parameters, out var problem))
        {
            Log.BadCancel(logger, problem);
            return;
        }

        // An unknown id is the usual race: the answer is already on its way.
        if (_open.TryGetValue(parameters.Id, out var request))
        {
            request.Cancel();
        }
    }

    /// <summary>Nobody is left to hear an answer: everything in work is cancelled.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var (id, request) in _open)
        {
            _open.TryRemove(id, out _);
            request.Cancel();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Bug: a second answer to request {Id} ({Method}) was dropped")]
        public static partial void SecondAnswer(ILogger logger, RequestId id, string method);

        [LoggerMessage(2, LogLevel.Warning, "A cancel was dropped: {Problem}")]
        public static partial void BadCancel(ILogger logger, string problem);
    }
}
