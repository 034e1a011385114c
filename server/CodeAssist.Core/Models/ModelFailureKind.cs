namespace CodeAssist.Core.Models;

public enum ModelFailureKind
{
    /// <summary>The file, the libraries or the machine do not fit; trying again changes nothing.</summary>
    Unusable,

    /// <summary>The host is not there or went away; it is being started again.</summary>
    HostUnavailable,

    /// <summary>No answer within the limit.</summary>
    TimedOut,

    /// <summary>The request itself cannot be served by this model.</summary>
    Refused,
}
