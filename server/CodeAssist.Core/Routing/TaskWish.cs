namespace CodeAssist.Core.Routing;

/// <summary>What the user said on who should do a task.</summary>
public enum TaskWish
{
    None,

    /// <summary>A model of this machine, whatever speaks for another.</summary>
    Local,

    /// <summary>A stronger model than those of this machine.</summary>
    Stronger,
}
