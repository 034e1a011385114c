using System.Collections.Concurrent;

namespace CodeAssist.JsonRpc.Tests;

/// <summary>Notes what passes to the sink behind it.</summary>
internal sealed class RecordingSink(IMessageSink inner) : IMessageSink
{
    public ConcurrentQueue<IncomingMessage> Messages { get; } = new();

    public ConcurrentQueue<OversizedMessage> Oversized { get; } = new();

    public bool TryPreempt(IncomingMessage message)
    {
        Messages.Enqueue(message);
        return inner.TryPreempt(message);
    }

    public void Enqueue(IncomingMessage message) => inner.Enqueue(message);

    public void Skipped(OversizedMessage message)
    {
        Oversized.Enqueue(message);
        inner.Skipped(message);
    }
}
