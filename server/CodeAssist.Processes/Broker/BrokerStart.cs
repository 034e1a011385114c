namespace CodeAssist.Processes.Broker;

/// <summary>What became of the attempt to start a broker.</summary>
public abstract record BrokerStart
{
    private BrokerStart()
    {
    }

    /// <param name="Broker">The caller's to dispose.</param>
    public sealed record Started(BrokerProcess Broker) : BrokerStart;

    public sealed record Failed(ProcessFailure Failure) : BrokerStart;
}
