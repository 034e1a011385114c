namespace CodeAssist.JsonRpc;

/// <summary>The connection ended before the answer came, or before the call was made.</summary>
public sealed class ConnectionClosedException(ConnectionEnd end) : IOException($"The connection is closed: {end.Reason}")
{
    public ConnectionEnd End { get; } = end;
}
