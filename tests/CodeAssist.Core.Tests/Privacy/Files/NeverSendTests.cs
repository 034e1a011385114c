using CodeAssist.Core.Privacy.Files;

namespace CodeAssist.Core.Tests.Privacy.Files;

public sealed class NeverSendTests
{
    [Theory]
    [InlineData(".env", NeverSendClass.EnvironmentFile)]
    [InlineData("web/.env.production", NeverSendClass.EnvironmentFile)]
    [InlineData("certs/server.PEM", NeverSendClass.KeyFile)]
    [InlineData("keys/id_ed25519", NeverSendClass.KeyFile)]
    [InlineData("release.asc", NeverSendClass.KeyFile)]
    [InlineData(".ssh/config", NeverSendClass.CredentialFolder)]
    [InlineData("home/.aws/config", NeverSendClass.CredentialFolder)]
    [InlineData(".config/gcloud/properties", NeverSendClass.CredentialFolder)]
    [InlineData(".docker/config.json", NeverSendClass.CredentialFolder)]
    [InlineData("kubeconfig-prod", NeverSendClass.CredentialFile)]
    [InlineData("_netrc", NeverSendClass.CredentialFile)]
    [InlineData("NuGet.Config", NeverSendClass.CredentialFile)]
    [InlineData("deploy/secrets.json", NeverSendClass.CredentialFile)]
    [InlineData("terraform.tfstate.backup", NeverSendClass.InfrastructureState)]
    [InlineData("prod.tfvars", NeverSendClass.InfrastructureState)]
    [InlineData("appsettings.Production.json", NeverSendClass.DeploymentSettings)]
    [InlineData("data/app.sqlite3", NeverSendClass.Database)]
    [InlineData("backup-2026.sql", NeverSendClass.Database)]
    [InlineData("java.hprof", NeverSendClass.CoreDump)]
    [InlineData("profile/Login Data", NeverSendClass.BrowserProfile)]
    [InlineData(".mozilla/firefox/prefs.js", NeverSendClass.BrowserProfile)]
    [InlineData(".bash_history", NeverSendClass.ShellHistory)]
    [InlineData("ConsoleHost_history.txt", NeverSendClass.ShellHistory)]
    public void Knows_a_file_by_its_path(string path, NeverSendClass expected) => Assert.Equal(expected, NeverSend.Of(path));

    [Theory]
    [InlineData(".ENV")]
    [InlineData(".env.")]
    [InlineData(".env ")]
    [InlineData("．ｅｎｖ")]
    [InlineData(".e\u200Bnv")]
    [InlineData("web\\.env")]
    [InlineData(".env::$DATA")]
    public void Knows_it_in_other_spellings(string path) => Assert.Equal(NeverSendClass.EnvironmentFile, NeverSend.Of(path));

    [Theory]
    [InlineData("Program.cs")]
    [InlineData(".env.example")]
    [InlineData("appsettings.json")]
    [InlineData("src/environment.ts")]
    [InlineData("db/schema.sql")]
    [InlineData("docs/ssh.md")]
    [InlineData("keyboard.ts")]
    public void Lets_source_code_pass(string path) => Assert.Null(NeverSend.Of(path));
}
