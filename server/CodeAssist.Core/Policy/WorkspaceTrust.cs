namespace CodeAssist.Core.Policy;

/// <summary>Whether the user told the editor to trust a folder.</summary>
public enum WorkspaceTrust
{
    /// <summary>The editor has not said.</summary>
    Unknown,

    Untrusted,

    Trusted,
}
