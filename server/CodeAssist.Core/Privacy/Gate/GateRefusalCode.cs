namespace CodeAssist.Core.Privacy.Gate;

/// <summary>Why a whole request is not sent. The names are stable: they stand in the ledger.</summary>
public enum GateRefusalCode
{
    /// <summary>A part comes from a repository that keeps its code on the machine.</summary>
    LocalOnlyOrigin,

    /// <summary>A part comes from a repository that the policy does not know.</summary>
    UnknownOrigin,

    /// <summary>A part comes from outside every workspace.</summary>
    OutsideWorkspace,

    /// <summary>A private key, or the beginning of one. The user may have it replaced and the rest sent.</summary>
    PrivateKey,

    /// <summary>More secrets than code has by accident. The user may have them replaced and the rest sent.</summary>
    ManySecrets,

    /// <summary>A secret that cannot be taken out without breaking the request.</summary>
    SecretNotReplaceable,

    /// <summary>More bytes than can be looked through.</summary>
    TooLarge,
}
