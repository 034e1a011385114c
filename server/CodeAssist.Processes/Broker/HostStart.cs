namespace CodeAssist.Processes.Broker;

/// <summary>What became of the wish for a running model host.</summary>
public abstract record HostStart
{
    private HostStart()
    {
    }

    /// <summary>This call started it, and it listens.</summary>
    public sealed record Started : HostStart;

    /// <summary>Another server had started it.</summary>
    public sealed record AlreadyRunning : HostStart;

    /// <summary>There is none.</summary>
    public sealed record Failed(ProcessFailure Failure) : HostStart;
}
