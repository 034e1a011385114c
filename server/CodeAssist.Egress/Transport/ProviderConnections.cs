using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Transport;

/// <summary>Makes the connections of one provider: everything that an HTTP client does by itself and we do not want is off.</summary>
internal static class ProviderConnections
{
    /// <param name="provider">Whose connections.</param>
    /// <param name="proxy">The user's own, for closed APIs; null for none. Variables of the environment are not read.</param>
    /// <param name="limits">For how long to try.</param>
    /// <param name="lookup">Asks for the addresses of a name.</param>
    public static SocketsHttpHandler Open(Provider provider, Origin? proxy, TransportLimits limits, NameLookup lookup)
    {
        var used = provider.Place is ProviderPlace.Internet ? proxy : null;
        return new SocketsHttpHandler
        {
            // A redirect would take body and key along to another host.
            AllowAutoRedirect = false,
            UseProxy = used is not null,
            Proxy = used is null ? null : new WebProxy(new Uri(used.ToString())),
            UseCookies = false,
            PreAuthenticate = false,
            Credentials = null,
            // Nothing is unpacked: what is small on the wire cannot grow in memory.
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = limits.Connect,
            // One connection for each call: none stays open between them, and none is found closed when a request is on its way.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = new CheckedConnector(provider, used, lookup).ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                // Building a chain must not contact anybody: neither for a missing certificate nor for a list of revoked ones.
                CertificateChainPolicy = new X509ChainPolicy
                {
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
    }
}
