using System.IO.Enumeration;
using System.Text;

namespace CodeAssist.Core.Privacy.Files;

/// <summary>Tells by its path whether a file is of a class that never leaves the machine. No ignore rule takes it back.</summary>
public static class NeverSend
{
    private static readonly (NeverSendClass Class, string[] Names)[] _names =
    [
        (NeverSendClass.EnvironmentFile, [".env", ".env.*", "*.env", ".envrc", ".env-*", ".flaskenv"]),
        (NeverSendClass.KeyFile,
        [
            "*.pem", "*.key", "*.p12", "*.pfx", "*.p8", "*.jks", "*.keystore", "*.kdb", "*.kdbx", "*.ppk", "*.asc", "*.gpg", "*.der", "*.crt", "*.cer", "*.snk", "*.ovpn",
            "*.mobileprovision", "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.agekey", "*.pkcs12",
        ]),
        (NeverSendClass.CredentialFile,
        [
            ".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".dockercfg", "nuget.config", ".htpasswd", ".pgpass", ".my.cnf", ".s3cfg", ".boto", ".vault-token",
            "credentials", "credentials.*", "secrets.*", "*.secrets.*", "secret.*", "service-account*.json", "serviceaccount*.json", "kubeconfig*", "*.publishsettings", "*.pubxml.user",
        ]),
        (NeverSendClass.InfrastructureState, ["*.tfstate", "*.tfstate.*", "*.tfvars", "*.tfvars.json"]),
        (NeverSendClass.DeploymentSettings, ["appsettings.*.json"]),
        (NeverSendClass.Database,
        [
            "*.sqlite", "*.sqlite3", "*.db", "*.db3", "*.mdb", "*.accdb", "*.mdf", "*.ldf", "*.ndf", "*.dbf", "*.rdb", "*.frm", "*.ibd", "*.dump", "*.sql.gz", "*.bak", "*.dmp",
            "*.sqlite-wal", "*.db-wal", "dump.sql", "*.dump.sql", "*-dump.sql", "*_dump.sql", "backup*.sql",
        ]),
        (NeverSendClass.CoreDump, ["core", "core.dump", "*.core", "*.mdmp", "*.hprof", "*.stackdump", "vmcore*"]),
        (NeverSendClass.BrowserProfile, ["cookies", "login data", "web data", "cookies.sqlite*", "logins.json", "key4.db", "places.sqlite*", "formhistory.sqlite*"]),
        (NeverSendClass.ShellHistory,
            [".*_history", ".*-history", "consolehost_history.txt", ".zhistory", ".histfile", "fish_history", ".lesshst", ".viminfo", ".mysql_history", ".psql_history"]),
    ];

    private static readonly string[] _folders = [".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", "gcloud", ".password-store"];

    private static readonly string[] _browserFolders = [".mozilla", "google-chrome", ".thunderbird", "bravesoftware"];

    /// <param name="path">Relative to its workspace, with forward or backward slashes.</param>
    /// <returns>Null for a file that may be sent, as far as its path tells.</returns>
    public static NeverSendClass? Of(string path)
    {
        var parts = path.Split('/', '\\').Select(Plain).ToArray();
        if (parts[^1] is ".env.example" or ".env.sample" or ".env.template")
        {
            return null;
        }

        foreach (var folder in parts[..^1])
        {
            if (_folders.Contains(folder, StringComparer.Ordinal))
            {
                return NeverSendClass.CredentialFolder;
            }

            if (_browserFolders.Contains(folder, StringComparer.Ordinal))
            {
                return NeverSendClass.BrowserProfile;
            }
        }

        foreach (var (kind, names) in _names)
        {
            foreach (var name in names)
            {
                // Without regard to case; only "*" and "?" mean more than themselves.
                if (FileSystemName.MatchesSimpleExpression(name, parts[^1]))
                {
                    return kind;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a text is none: what is no text has zeros, and hardly any text has.</summary>
    public static bool IsBinary(string text) => text.Contains('\0', StringComparison.Ordinal);

    // The name as file systems may take it: full-width letters as letters, no invisible characters, no dots and spaces at the end.
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in Characters.HiddenCharacters.Clean(name).Text)
        {
            plain.Append(character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character is '\u2024' or '\u3002' ? '.' : character);
        }

        var text = plain.ToString().ToLowerInvariant();
        var stream = text.IndexOf("::$", StringComparison.Ordinal);
        return (stream > 0 ? text[..stream] : text).TrimEnd(' ', '.') is { Length: > 0 } trimmed ? trimmed : text;
    }
}
