namespace CodeAssist.Core.Privacy.Files;

/// <summary>Kinds of files whose text never leaves the machine, whoever names them.</summary>
public enum NeverSendClass
{
    /// <summary>Variables of an environment, such as <c>.env</c>.</summary>
    EnvironmentFile,

    /// <summary>A key, a certificate or a store of them.</summary>
    KeyFile,

    /// <summary>What a program logs in with: <c>.netrc</c>, <c>.npmrc</c> and their like.</summary>
    CredentialFile,

    /// <summary>Anything in a folder that a tool keeps its credentials in, such as <c>.ssh</c>.</summary>
    CredentialFolder,

    /// <summary>The state and the variables of described infrastructure, which hold secrets in clear text.</summary>
    InfrastructureState,

    /// <summary>Settings of one deployment, with their values.</summary>
    DeploymentSettings,

    /// <summary>A database or a dump of one.</summary>
    Database,

    /// <summary>The memory of a process.</summary>
    CoreDump,

    /// <summary>Cookies, logins and history of a browser.</summary>
    BrowserProfile,

    /// <summary>What was typed into a shell.</summary>
    ShellHistory,

    /// <summary>No text.</summary>
    Binary,
}
