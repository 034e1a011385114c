namespace CodeAssist.Core.Routing;

/// <summary>What happens when a task is more than the models of this machine can do. The later, the looser.</summary>
public enum Escalation
{
    /// <summary>It stays on this machine.</summary>
    Never,

    /// <summary>A private endpoint is used; the user is asked before a closed API is.</summary>
    Ask,

    /// <summary>A closed API is used as far as the budgets go; beyond them the user is asked.</summary>
    Auto,
}
