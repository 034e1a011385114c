namespace CodeAssist.Core.Agent.Actions;

/// <summary>What the user said to an <see cref="ApprovalRequest"/>.</summary>
public enum ApprovalAnswer
{
    No,

    /// <summary>This once.</summary>
    Once,

    /// <summary>This content, from now on in this repository. Taken for <see cref="Once"/> where that cannot be.</summary>
    Always,
}
