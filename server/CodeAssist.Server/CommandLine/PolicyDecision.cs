namespace CodeAssist.Server.CommandLine;

/// <summary>What `codeassist policy` is asked to do.</summary>
internal enum PolicyDecision
{
    Show,

    /// <summary>Code may leave this machine where nothing else forbids it.</summary>
    Allow,

    /// <summary>Nothing leaves this machine.</summary>
    LocalOnly,

    /// <summary>Nothing of this repository leaves this machine.</summary>
    Private,

    /// <summary>This repository is no longer private.</summary>
    Release,
}
