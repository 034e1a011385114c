using System.Text.Json.Serialization.Metadata;

namespace CodeAssist.JsonRpc;

/// <summary>A message that gets exactly one answer. Safe to use from any thread.</summary>
#pragma warning disable CA1001 // The token source has no timer and no wait handle to free, and a cancel may come while the answer is written.
public sealed class IncomingRequest : IncomingMessage
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly IncomingRequests _owner;

    internal IncomingRequest(RequestId id, string method, ReadOnlyMemory<byte> parameters, IncomingRequests owner)
        : base(method, parameters)
    {
        Id = id;
        _owner = owner;
    }

    public RequestId Id { get; }

    /// <summary>Cancelled by the other side's <c>$/cancelRequest</c> or by the end of the connection.</summary>
    public CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>Whether the answer is still owed.</summary>
    public bool IsOpen => _owner.IsOpen(this);

    /// <summary>Answers. False when there was an answer before, or nobody is left to hear it.</summary>
    public bool TryAnswer<TResult>(TResult result, JsonTypeInfo<TResult> type) =>
        // Serialized before the id is taken: a result that cannot be written still leaves room for an error.
        _owner.TryComplete(this, MessageWriter.Result(Id, result, type));

    /// <summary>Answers with <c>null</c>, the result of "nothing".</summary>
    public bool TryAnswerNothing() => _owner.TryComplete(this, MessageWriter.NullResult(Id));

    /// <summary>Answers with an error.</summary>
    public bool TryFail(JsonRpcError error) => _owner.TryComplete(this, MessageWriter.Error(Id, error));

    // The callbacks run elsewhere: the reading loop that cancels must not wait for them.
    internal void Cancel() => _ = _cancellation.CancelAsync();
}
