namespace CodeAssist.Lsp.Dispatch;

/// <summary>What a handler may rely on, and who waits for it.</summary>
public enum RequestMode
{
    /// <summary>Runs on the reading loop, ahead of everything in the queue. Sees no session; must return at once.</summary>
    Preempted,

    /// <summary>Runs alone and to its end, in order of arrival. The only mode that may change the session.</summary>
    Mutating,

    /// <summary>Runs beside others on a snapshot taken at its turn in the queue.</summary>
    ReadOnly,

    /// <summary>As <see cref="ReadOnly"/>, but only a few at a time: for long work that must never delay a keystroke.</summary>
    Background,
}
