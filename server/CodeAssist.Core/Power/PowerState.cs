namespace CodeAssist.Core.Power;

/// <summary>What the machine runs on.</summary>
public enum PowerState
{
    /// <summary>Nobody says; counts as mains.</summary>
    Unknown,

    Mains,

    Battery,
}
