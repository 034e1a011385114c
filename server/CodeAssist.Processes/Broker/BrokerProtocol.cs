namespace CodeAssist.Processes.Broker;

/// <summary>The methods between a server and its broker: JSON-RPC over the broker's standard streams.</summary>
internal static class BrokerProtocol
{
    public const string Ping = "broker/ping";

    public const string Policy = "broker/policy";

    public const string StartEgress = "broker/startEgress";

    public const string StartModelHost = "broker/startModelHost";

    public const string RunCommand = "broker/runCommand";
}
