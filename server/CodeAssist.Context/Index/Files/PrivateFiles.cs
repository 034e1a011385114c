namespace CodeAssist.Context.Index.Files;

/// <summary>Files that hold keys and passwords: their text is neither indexed nor proposed, whatever the ignore rules say.</summary>
public static class PrivateFiles
{
    private static readonly string[] _patterns =
    [
        ".env", ".env.*", "*.env", ".envrc", ".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".pgpass", ".dockercfg",
        "*.pem", "*.key", "*.pfx", "*.p12", "*.p8", "*.jks", "*.keystore", "*.kdbx", "*.ppk", "*.gpg", "*.asc", "*.der", "*.crt", "*.cer", "*.snk",
        "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.tfstate", "*.tfstate.*", "*.tfvars", "*.ovpn", "*.mobileprovision", "*.publishsettings", "*.pubxml.user",
        "appsettings.*.json", "nuget.config", "secrets.*", "*.secrets.*", "secret.*", "credentials", "credentials.*", "service-account*.json", "serviceaccount*.json", "kubeconfig",
    ];

    private static readonly string[] _folders = [".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", "gcloud"];

    /// <param name="path">With forward or backward slashes.</param>
    public static bool Include(string path)
    {
        var names = path.ToLowerInvariant().Split('/', '\\');
        return !string.Equals(names[^1], ".env.example", StringComparison.Ordinal)
            && (names[..^1].Intersect(_folders, StringComparer.Ordinal).Any()
            || _patterns.Any(pattern => WildcardPattern.Matches(pattern, names[^1])));
    }
}
