namespace CodeAssist.JsonRpc;

/// <summary>A message that nobody answers.</summary>
public sealed class IncomingNotification : IncomingMessage
{
    internal IncomingNotification(string method, ReadOnlyMemory<byte> parameters)
        : base(method, parameters)
    {
    }
}
