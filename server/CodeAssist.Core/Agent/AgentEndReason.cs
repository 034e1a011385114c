namespace CodeAssist.Core.Agent;

/// <summary>Why a task ended. All but the first two leave a part of it.</summary>
public enum AgentEndReason
{
    /// <summary>The model says that it is done, and the checks find nothing against it.</summary>
    Finished,

    /// <summary>The model says that it is done, and nobody could check it, or there was nothing to check.</summary>
    FinishedUnchecked,

    /// <summary>The checks still find what they found before the task.</summary>
    StillFailing,

    /// <summary>The checks found something new that is wrong, and the user or nobody wanted it kept: the files are what they were.</summary>
    RolledBack,

    /// <summary>The checks found something new that is wrong, and the user wanted it kept.</summary>
    KeptBroken,

    Cancelled,

    /// <summary>It went round in circles.</summary>
    Stuck,

    /// <summary>Too many answers in a row could not be used.</summary>
    Mistakes,

    Steps,
    Time,
    Tokens,
    Money,

    /// <summary>The model failed, and no other may be asked.</summary>
    ModelFailed,

    /// <summary>No model may be asked at all.</summary>
    Nobody,

    /// <summary>The state before the task could not be kept, so nothing was begun.</summary>
    NoCheckpoint,
}
