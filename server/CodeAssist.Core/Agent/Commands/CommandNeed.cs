namespace CodeAssist.Core.Agent.Commands;

/// <summary>What a command needs before it may run; later values need more.</summary>
public enum CommandNeed
{
    /// <summary>It only reads the repository.</summary>
    ReadOnly,

    /// <summary>Once: the answer may be remembered for commands that begin with the same words.</summary>
    AskOnce,

    /// <summary>Each time, whatever was approved before.</summary>
    AskAlways,

    /// <summary>Nobody may approve it.</summary>
    Refused,
}
