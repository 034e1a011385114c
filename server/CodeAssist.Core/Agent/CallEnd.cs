namespace CodeAssist.Core.Agent;

/// <summary>What became of a tool call.</summary>
public enum CallEnd
{
    Done,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>A rule forbids it.</summary>
    Refused,

    /// <summary>The user did not allow it.</summary>
    Denied,

    /// <summary>It made no sense.</summary>
    Faulty,
}
