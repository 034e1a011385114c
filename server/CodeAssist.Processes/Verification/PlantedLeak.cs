namespace CodeAssist.Processes.Verification;

/// <summary>A leak that is planted on purpose, to show that the proof would see one and that the kernel refuses it.</summary>
/// <remarks>Addresses are those that RFC 5737 and RFC 3849 reserve for documentation: nobody answers there.</remarks>
/// <param name="Name">What it does, as an argument of the program that plants it.</param>
/// <param name="Target">Where its packet goes.</param>
/// <param name="Port">The port there.</param>
/// <param name="What">For people: completes "a planted …".</param>
public sealed record PlantedLeak(string Name, string Target, int Port, string What)
{
    /// <summary>Where the names of a namespace with a sink are asked for.</summary>
    public const string NameServer = "192.0.2.53";

    /// <summary>Data inside a name, which is how names leak.</summary>
    public const string AskedName = "c2vjcmv0.planted.example";

    private const int Dns = 53;
    private const int Http = 80;

    public static PlantedLeak Tcp { get; } = new("tcp", "192.0.2.10", 443, "TCP connection");

    public static PlantedLeak Udp { get; } = new("udp", "192.0.2.11", 9999, "UDP datagram");

    public static PlantedLeak Name53 { get; } = new("dns", NameServer, Dns, "name with data in it");

    public static PlantedLeak IPv6 { get; } = new("ipv6", "2001:db8::10", 443, "connection over IPv6");

    public static PlantedLeak Child { get; } = new("child", "192.0.2.12", 443, "connection of a child process");

    public static PlantedLeak Redirect { get; } = new("redirect", "192.0.2.13", Http, "redirect from this machine to another");

    public static PlantedLeak Proxy { get; } = new("proxy", "192.0.2.14", 3128, "proxy in the environment");

    public static PlantedLeak Certificate { get; } = new("certificate", "192.0.2.15", Http, "download of a missing certificate");

    /// <summary>No leak: what is sent into a sink to know that everything before it has arrived.</summary>
    public static PlantedLeak Barrier { get; } = new("barrier", "192.0.2.16", 9998, "last packet");

    /// <summary>The same where there is no IPv4.</summary>
    public static PlantedLeak Barrier6 { get; } = new("barrier6", "2001:db8::16", 9998, "last packet");

    public static IReadOnlyList<PlantedLeak> All { get; } = [Tcp, Udp, Name53, IPv6, Child, Redirect, Proxy, Certificate];

    /// <summary>Whether a packet of it would arrive in a sink.</summary>
    public bool ArrivesIn(ProofNetwork network) => network switch
    {
        ProofNetwork.NoRoute => false,
        ProofNetwork.IPv6 => Target.Contains(':', StringComparison.Ordinal),
        _ => true,
    };

    public bool IsTriedBy(TracedCall call) => string.Equals(call.Address, Target, StringComparison.Ordinal) && call.Port == Port;

    public bool IsSeenIn(SeenPacket packet) =>
        string.Equals(packet.Destination, Target, StringComparison.Ordinal)
        && packet.Port == Port
        && (Port != Dns || string.Equals(packet.Name, AskedName, StringComparison.OrdinalIgnoreCase));
}
