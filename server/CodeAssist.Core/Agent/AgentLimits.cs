namespace CodeAssist.Core.Agent;

/// <summary>When a task ends although its goal is not reached. What was done until then stays, and the reason is told.</summary>
public sealed record AgentLimits
{
    public static AgentLimits Default { get; } = new();

    /// <summary>Most answers of models.</summary>
    public int Steps { get; init; } = 25;

    /// <summary>Most calls that are the same and come to the same, among the last <see cref="Window"/>.</summary>
    public int SameCalls { get; init; } = 3;

    /// <summary>Calls that are looked at together.</summary>
    public int Window { get; init; } = 6;

    /// <summary>Most calls in a circle that is noticed.</summary>
    public int LongestCircle { get; init; } = 5;

    /// <summary>How often a circle may be gone round.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Answers in a row that cannot be used: unknown tools, broken arguments, no call at all.</summary>
    public int Mistakes { get; init; } = 3;

    /// <summary>Edits in a row that did not fit, after which a stronger model is looked for.</summary>
    public int FailedEdits { get; init; } = 2;

    /// <summary>How often the checks may find something new that is wrong.</summary>
    public int CheckRounds { get; init; } = 3;

    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Tokens of questions and answers together.</summary>
    public long Tokens { get; init; } = 1_000_000;

    /// <summary>US dollars; null where the budgets alone say.</summary>
    public decimal? Dollars { get; init; }
}
