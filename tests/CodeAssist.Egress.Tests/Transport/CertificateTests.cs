using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Case 28: a certificate may name an address at which its issuer's is to be had. We do not go there.</summary>
public sealed class CertificateTests
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_issuer_is_not_fetched_and_the_key_not_sent()
    {
        await using var issuers = ScriptedProvider.Sink();
        using var certificate = LeafWithoutIssuer($"http://{issuers.Address}/issuer.cer");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var asking = new Asking(Asking.Loopback(issuers) with { Origin = new Origin("https", "127.0.0.1", port) });

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.ConnectFailed, result.Failure?.Kind);
        Assert.Equal($"No trusted connection to https://127.0.0.1:{port} came about: its certificate is not valid here.", result.Failure?.Message);
        Assert.Equal(0, await serving);
        Assert.Equal(0, issuers.Connections);
    }

    /// <summary>Without it the test above would show nothing: this is what the base library does by itself.</summary>
    [Fact]
    public async Task The_base_library_would_fetch_it()
    {
        await using var issuers = ScriptedProvider.Sink();
        using var certificate = LeafWithoutIssuer($"http://{issuers.Address}/issuer.cer");
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = false } };

        Assert.False(chain.Build(certificate));

        Assert.Equal(1, issuers.Connections);
    }

    private static X509Certificate2 LeafWithoutIssuer(string issuerAddress)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var issuer = new CertificateRequest("CN=Nobody's authority", issuerKey, HashAlgorithmName.SHA256);
        issuer.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = issuer.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        var leaf = new CertificateRequest("CN=127.0.0.1", leafKey, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        leaf.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [issuerAddress]));
        using var signed = leaf.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(leafKey);

        // Windows wants the key in a form that a file would have.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <returns>How many bytes the other side said once the connection was encrypted.</returns>
    private static async Task<int> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            // The chain is not completed from outside on this side either: what is sent is the leaf alone.
            var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, Cancellation);
            return await stream.ReadAsync(new byte[1], Cancellation);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }
}
