using System.Net;
using System.Net.Sockets;
using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Transport;

/// <summary>Opens the connections of one provider: one look-up, every address checked, then to an address that was checked.</summary>
/// <remarks>
/// A second look-up could give another answer than the one that was checked, which is how a name on the internet gets at what
/// listens on this machine. Encryption is put on top by the caller, with the name.
/// </remarks>
internal sealed class CheckedConnector(Provider provider, Origin? proxy, NameLookup lookup)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        if (IsAt(target, provider.Origin))
        {
            var addresses = await AddressesAsync(target.Host, cancellationToken);
            RequireAllowed(addresses);
            return await OpenAsync(addresses, target.Port, cancellationToken);
        }

        if (proxy is not null && IsAt(target, proxy))
        {
            // The user named it, and it may well be on this machine.
            return await OpenAsync(await AddressesAsync(target.Host, cancellationToken), target.Port, cancellationToken);
        }

        throw new EgressException(TransportFailures.WrongOrigin(provider));
    }

    private static bool IsAt(DnsEndPoint target, Origin origin) =>
        target.Port == origin.Port && string.Equals(target.Host.Trim('[', ']'), origin.Host.Trim('[', ']'), StringComparison.Ordinal);

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        if (provider.Place is ProviderPlace.Loopback)
        {
            throw new EgressException(TransportFailures.WrongAddress(provider));
        }

        try
        {
            return await lookup(host, cancellationToken);
        }
        catch (SocketException)
        {
            throw new EgressException(TransportFailures.NameUnknown(provider, host));
        }
    }

    private void RequireAllowed(IPAddress[] addresses)
    {
        // All of them, not the one that would be taken: a mixture is no honest answer.
        if (addresses.Length == 0 || !addresses.All(address => AddressRules.Allows(provider.Place, address)))
        {
            throw new EgressException(TransportFailures.WrongAddress(provider));
        }

        if (provider.Origin.Scheme is "http" && !addresses.All(AddressRules.IsNear))
        {
            throw new EgressException(TransportFailures.NotEncrypted(provider));
        }
    }

    private async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                // The next address may answer; what is to be said when none does is the same for all.
                socket.Dispose();
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw new EgressException(TransportFailures.NotReached(provider));
    }
}
