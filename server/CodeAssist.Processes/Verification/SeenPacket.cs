namespace CodeAssist.Processes.Verification;

/// <summary>A packet that a process tried to send away.</summary>
/// <param name="Protocol">As IP numbers them: 6 is TCP, 17 is UDP.</param>
/// <param name="Destination">Address in its canonical form.</param>
/// <param name="Port">Where the protocol has one, otherwise null.</param>
/// <param name="Name">The name that a DNS query asks for, otherwise null.</param>
public sealed record SeenPacket(int Protocol, string Destination, int? Port, string? Name)
{
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int DnsPort = 53;

    /// <summary>Whether it asks for a name.</summary>
    public bool IsDns => Port == DnsPort;

    public override string ToString()
    {
        var protocol = Protocol switch
        {
            Tcp => "TCP",
            Udp => "UDP",
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"IP protocol {Protocol}"),
        };

        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{protocol} to {Destination}{(Port is { } port ? $" port {port}" : "")}{(Name is null ? "" : $", asking for {Name}")}");
    }
}
