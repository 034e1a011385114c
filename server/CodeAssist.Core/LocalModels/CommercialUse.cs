namespace CodeAssist.Core.LocalModels;

/// <summary>What the licence of a model says about using it at work.</summary>
public enum CommercialUse
{
    /// <summary>Allowed.</summary>
    Allowed,

    /// <summary>Allowed, with uses that the licence forbids.</summary>
    Limited,

    /// <summary>Not allowed without another agreement.</summary>
    Forbidden,
}
