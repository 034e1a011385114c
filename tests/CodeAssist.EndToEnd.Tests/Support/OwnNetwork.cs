using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>An address of this machine in a private network, where a company's own model server could be.</summary>
internal static class OwnNetwork
{
    private static readonly IPNetwork[] _private =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    /// <returns>Null where it has none.</returns>
    public static IPAddress? Find() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && _private.Any(network => network.Contains(address)));
}
