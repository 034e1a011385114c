using System.IO.Enumeration;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>
/// New files of the gate's classes, less what projects share with good reason: certificates and public keys, configuration of package managers,
/// settings without values, databases as samples. What is in those the rules on secrets see.
/// </summary>
internal sealed class SensitiveFile : IChangeCheck
{
    private static readonly string[] _privateKeys = ["*.p12", "*.pfx", "*.p8", "*.jks", "*.keystore", "*.kdb", "*.kdbx", "*.ppk", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "*.agekey", "*.pkcs12", "*.key"];

    private static readonly string[] _credentials = [".netrc", "_netrc", ".pypirc", ".git-credentials", ".dockercfg", ".htpasswd", ".pgpass", ".my.cnf", ".s3cfg", ".vault-token", "*.publishsettings", "*.pubxml.user"];

    // Frameworks share these among developers and keep secrets in the ones that end in ".local".
    private static readonly string[] _sharedEnvironments = [".env.development", ".env.test", ".env.ci", ".env.defaults", ".env.dist", ".envrc", ".flaskenv"];

    public IReadOnlyList<ReviewRule> Rules { get; } = [ChangeRules.SensitiveFile];

    public IEnumerable<Claim> Find(ChangeSet change) => change.Files
        .Where(file => file.Kind is ChangeKind.Added && file.Length > 0 && IsSensitive(file.Path))
        .Select(file => new Claim(ChangeRules.SensitiveFile, file.Path, new ClaimedPlace.WholeFile(), $"'{file.Path[(file.Path.LastIndexOf('/') + 1)..]}' is of a kind that holds secrets. Keep it out of the repository."));

    private static bool IsSensitive(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return NeverSend.Of(path) switch
        {
            NeverSendClass.EnvironmentFile => name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && !_sharedEnvironments.Contains(name, StringComparer.OrdinalIgnoreCase) && !TestPaths.IsTest(path),
            NeverSendClass.KeyFile => Matches(_privateKeys, name) && !TestPaths.IsTest(path),
            NeverSendClass.CredentialFile => Matches(_credentials, name) && !TestPaths.IsTest(path),
            NeverSendClass.CredentialFolder => !name.EndsWith(".pub", StringComparison.OrdinalIgnoreCase) && name is not ("config" or "known_hosts") && !path.StartsWith(".docker/", StringComparison.Ordinal) && !path.Contains("/.docker/", StringComparison.Ordinal) && !TestPaths.IsTest(path),
            NeverSendClass.InfrastructureState => name.Contains(".tfstate", StringComparison.OrdinalIgnoreCase),
            NeverSendClass.CoreDump => name is not ("core" or "vmcore"),
            NeverSendClass.BrowserProfile or NeverSendClass.ShellHistory => !TestPaths.IsTest(path),
            _ => false,
        };
    }

    private static bool Matches(string[] patterns, string name) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name));
}
