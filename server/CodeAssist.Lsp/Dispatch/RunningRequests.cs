using System.Collections.Concurrent;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>The queries in work: for a report, and to wait for them at the end.</summary>
internal sealed class RunningRequests(TimeProvider time)
{
    private readonly ConcurrentDictionary<RequestId, Entry> _running = new();

    public void Add(IncomingRequest request, Task work)
    {
        var entry = KeyValuePair.Create(request.Id, new Entry(request.Method, time.GetTimestamp(), work));
        _running[entry.Key] = entry.Value;

        // This very entry: once answered, the id may name another request already.
        _ = work.ContinueWith(
            _ => _running.TryRemove(entry),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public IReadOnlyList<RunningRequest> List() =>
    [
        // A snapshot first: sorting asks for the number before it copies, and leaves gaps where a request ended in between.
        .. _running.ToArray()
            .OrderBy(entry => entry.Value.Started)
            .Select(entry => new RunningRequest(
                entry.Key.ToString(), entry.Value.Method, time.GetElapsedTime(entry.Value.Started).TotalMilliseconds)),
    ];

    public Task WhenDoneAsync() => Task.WhenAll(_running.Values.Select(entry => entry.Work));

    private sealed record Entry(string Method, long Started, Task Work);
}
