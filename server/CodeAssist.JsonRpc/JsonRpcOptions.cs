namespace CodeAssist.JsonRpc;

/// <summary>Limits of one connection.</summary>
public sealed record JsonRpcOptions
{
    public static JsonRpcOptions Default { get; } = new();

    /// <summary>Longest header, in bytes. A longer one ends the connection.</summary>
    public int MaxHeaderBytes { get; init; } = 4 * 1024;

    /// <summary>Longest body, in bytes. A longer one is skipped and reported to the sink.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How much of a skipped body is kept to find out what it was about, in bytes.</summary>
    public int OversizedHeadBytes { get; init; } = 8 * 1024;

    /// <summary>How long a closing connection waits until its last messages are written.</summary>
    public TimeSpan FlushLimit { get; init; } = TimeSpan.FromSeconds(2);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
