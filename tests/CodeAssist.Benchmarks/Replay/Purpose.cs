namespace CodeAssist.Benchmarks.Replay;

/// <summary>What a replay is for.</summary>
internal enum Purpose
{
    /// <summary>To say how often the answers are right.</summary>
    Measure,

    /// <summary>To gather what a fit learns from.</summary>
    Fit,

    /// <summary>The same, while files that were asked for before stay open as they became: what was edited a moment ago is there to learn from.</summary>
    FitOfSessions,
}
