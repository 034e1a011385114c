namespace CodeAssist.Lsp.Lifecycle;

/// <summary>Where in its life a server is; it only ever moves on.</summary>
public enum ServerPhase
{
    /// <summary>Waits for <c>initialize</c>.</summary>
    Created,

    /// <summary>Has answered <c>initialize</c>; the editor has not said <c>initialized</c> yet.</summary>
    Initializing,
    Running,

    /// <summary>Has answered <c>shutdown</c>; waits for <c>exit</c>.</summary>
    ShuttingDown,
    Ended,
}
