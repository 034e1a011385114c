namespace CodeAssist.JsonRpc;

/// <summary>Why a connection is over.</summary>
/// <param name="Kind">For code.</param>
/// <param name="Reason">For a log.</param>
public sealed record ConnectionEnd(ConnectionEndKind Kind, string Reason);
