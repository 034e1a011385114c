using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Egress.Verification;

/// <summary>A certificate names the place of its issuer's, and a chain with default settings downloads it from there.</summary>
internal static class CertificateLeak
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    public static Task RunAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=planted.example", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, [$"http://{leak.Target}:{leak.Port}/issuer.cer"]));
        using var certificate = request.Create(
            new X500DistinguishedName("CN=issuer.example"), X509SignatureGenerator.CreateForECDsa(issuerKey), now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);

        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, UrlRetrievalTimeout = _patience } };
        cancellationToken.ThrowIfCancellationRequested();
        _ = chain.Build(certificate);

        return Task.CompletedTask;
    }
}
