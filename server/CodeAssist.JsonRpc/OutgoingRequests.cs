using System.Collections.Concurrent;

namespace CodeAssist.JsonRpc;

/// <summary>Our own requests that wait for the other side's answer.</summary>
internal sealed class OutgoingRequests
{
    private readonly ConcurrentDictionary<RequestId, TaskCompletionSource<ReadOnlyMemory<byte>>> _pending = new();
    private long _lastId;
    private volatile ConnectionEnd? _end;

    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public (RequestId Id, TaskCompletionSource<ReadOnlyMemory<byte>> Answer) Open()
    {
        var id = new RequestId(Interlocked.Increment(ref _lastId));
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;

        // Looked at after adding: either this call sees the end, or the end sees this call.
        if (_end is { } end && _pending.TryRemove(id, out _))
        {
            throw new ConnectionClosedException(end);
        }

        return (id, answer);
    }

    /// <summary>Hands an answer to its call. False when no call of that id waits.</summary>
    /// <remarks>A cancelled call keeps its entry until its answer came, so that the answer is not taken for a stray one.</remarks>
    public bool TryComplete(JsonRpcMessage.Response response)
    {
        if (!_pending.TryRemove(response.Id, out var answer))
        {
            return false;
        }

        if (response.Error is { } error)
        {
            answer.TrySetException(new JsonRpcException(error));
        }
        else
        {
            answer.TrySetResult(response.Result);
        }

        return true;
    }

    public void Close(ConnectionEnd end)
    {
        _end = end;
        foreach (var id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out var answer))
            {
                answer.TrySetException(new ConnectionClosedException(end));
            }
        }
    }
}
