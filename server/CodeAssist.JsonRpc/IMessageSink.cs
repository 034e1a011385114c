namespace CodeAssist.JsonRpc;

/// <summary>Takes what a connection receives. Called from the one reading loop, in order of arrival: must not block and must not throw.</summary>
/// <remarks>Responses and <c>$/cancelRequest</c> never get here, the connection deals with them itself.</remarks>
public interface IMessageSink
{
    /// <summary>Deals at once with a message that must not wait behind others. False: <see cref="Enqueue"/> follows.</summary>
    bool TryPreempt(IncomingMessage message);

    /// <summary>Takes a message into the order of work. Every <see cref="IncomingRequest"/> must be answered in the end.</summary>
    void Enqueue(IncomingMessage message);

    /// <summary>A message over the limit was skipped.</summary>
    void Skipped(OversizedMessage message);
}
