using CodeAssist.Core.Privacy.Files;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>Why a piece is left out of a request that is sent without it.</summary>
public abstract record WithheldReason
{
    private WithheldReason()
    {
    }

    /// <summary>Stands in the request in its place. It names the class and never the file.</summary>
    public abstract string Note { get; }

    /// <param name="Class">The class that is never sent.</param>
    public sealed record NeverSent(NeverSendClass Class) : WithheldReason
    {
        public override string Note => $"«NOT SENT: {Words}»";

        /// <summary>The same where only the values are left out.</summary>
        public string ValuesNote => $"«NOT SENT: values of {Words}»";

        private string Words => Class switch
        {
            NeverSendClass.EnvironmentFile => "environment file",
            NeverSendClass.KeyFile => "key file",
            NeverSendClass.CredentialFile or NeverSendClass.CredentialFolder => "credentials",
            NeverSendClass.InfrastructureState => "infrastructure state",
            NeverSendClass.DeploymentSettings => "deployment settings",
            NeverSendClass.Database => "database",
            NeverSendClass.CoreDump => "core dump",
            NeverSendClass.BrowserProfile => "browser profile",
            NeverSendClass.ShellHistory => "shell history",
            _ => "binary file",
        };
    }

    /// <summary>An ignore file excludes it.</summary>
    public sealed record Ignored : WithheldReason
    {
        public override string Note => "«NOT SENT: ignored file»";
    }
}
