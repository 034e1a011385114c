namespace CodeAssist.Core.Agent;

/// <summary>A tool call and what became of it.</summary>
/// <param name="Call">The call.</param>
/// <param name="End">What became of it.</param>
/// <param name="Text">What the model was told.</param>
/// <param name="Changed">The files that it changed.</param>
public sealed record CallRecord(AgentCall Call, CallEnd End, string Text, IReadOnlyList<string> Changed)
{
    /// <summary>Whether the user was asked, and allowed it.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>What it changed in them, as <c>git apply</c> reads it; empty for nothing.</summary>
    public string Diff { get; init; } = "";
}
