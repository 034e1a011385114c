namespace CodeAssist.Core.Providers;

/// <summary>Whether a provider wants a key.</summary>
public enum KeyNeed
{
    /// <summary>Without one nothing is sent.</summary>
    Required,

    /// <summary>Sent along where there is one.</summary>
    Optional,
}
