using System.Net;
using System.Net.Sockets;
using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Transport;

/// <summary>To which network addresses a connection may go. Whatever is not known to be allowed is not.</summary>
internal static class AddressRules
{
    private enum Kind
    {
        Forbidden,
        Public,
        Private,
        Loopback,
    }

    // Addresses at which clouds hand out credentials to whoever asks from inside; the IPv4 link-local one is forbidden as such.
    private static readonly IPAddress[] _metadata =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly (IPNetwork Network, Kind Kind)[] _version4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), Kind.Forbidden), // "this network"; Linux takes it for this machine
        (IPNetwork.Parse("10.0.0.0/8"), Kind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), Kind.Private), // carriers and overlay networks
        (IPNetwork.Parse("127.0.0.0/8"), Kind.Loopback),
        (IPNetwork.Parse("169.254.0.0/16"), Kind.Forbidden), // link-local, metadata services
        (IPNetwork.Parse("172.16.0.0/12"), Kind.Private),
        (IPNetwork.Parse("192.0.0.0/24"), Kind.Forbidden), // protocol assignments
        (IPNetwork.Parse("192.0.2.0/24"), Kind.Forbidden), // documentation
        (IPNetwork.Parse("192.88.99.0/24"), Kind.Forbidden), // former 6to4 relays
        (IPNetwork.Parse("192.168.0.0/16"), Kind.Private),
        (IPNetwork.Parse("198.18.0.0/15"), Kind.Forbidden), // benchmarks
        (IPNetwork.Parse("198.51.100.0/24"), Kind.Forbidden), // documentation
        (IPNetwork.Parse("203.0.113.0/24"), Kind.Forbidden), // documentation
        (IPNetwork.Parse("224.0.0.0/3"), Kind.Forbidden), // multicast, reserved, broadcast
        (IPNetwork.Parse("0.0.0.0/0"), Kind.Public),
    ];

    private static readonly (IPNetwork Network, Kind Kind)[] _version6 =
    [
        (IPNetwork.Parse("::1/128"), Kind.Loopback),
        (IPNetwork.Parse("fc00::/7"), Kind.Private),
        (IPNetwork.Parse("2001::/23"), Kind.Forbidden), // Teredo and protocol assignments
        (IPNetwork.Parse("2001:db8::/32"), Kind.Forbidden), // documentation
        (IPNetwork.Parse("2002::/16"), Kind.Forbidden), // 6to4: an IPv4 address in disguise
        (IPNetwork.Parse("3fff::/20"), Kind.Forbidden), // documentation
        (IPNetwork.Parse("2000::/3"), Kind.Public),
    ];

    // IPv6-only networks reach IPv4 hosts through it: what counts is the address inside.
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether a provider of this place may be reached at this address.</summary>
    public static bool Allows(ProviderPlace place, IPAddress address) => (place, KindOf(address)) switch
    {
        (ProviderPlace.Internet, Kind.Public) => true,
        (ProviderPlace.PrivateEndpoint, Kind.Public or Kind.Private) => true,
        (ProviderPlace.Loopback, Kind.Loopback) => address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback),
        _ => false,
    };

    /// <summary>Whether nobody outside the machine or its own network can listen on the way to this address.</summary>
    public static bool IsNear(IPAddress address) => KindOf(address) is Kind.Private or Kind.Loopback;

    private static Kind KindOf(IPAddress address)
    {
        // Written as IPv6, 127.0.0.1 would pass for something else. No name server has a reason to answer so.
        if (_metadata.Contains(address) || address.IsIPv4MappedToIPv6 || (address.AddressFamily is AddressFamily.InterNetworkV6 && address.ScopeId != 0))
        {
            return Kind.Forbidden;
        }

        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            return _translated.Contains(address) ? KindOf(new IPAddress(address.GetAddressBytes().AsSpan(12))) : Find(_version6, address);
        }

        return address.AddressFamily is AddressFamily.InterNetwork ? Find(_version4, address) : Kind.Forbidden;
    }

    private static Kind Find((IPNetwork Network, Kind Kind)[] table, IPAddress address) =>
        table.FirstOrDefault(entry => entry.Network.Contains(address)).Kind;
}
