namespace CodeAssist.Core.Review.Outcome;

/// <summary>From which severity on findings fail a build.</summary>
public enum FailLevel
{
    Note,
    Warning,
    Error,

    /// <summary>No finding does.</summary>
    Never,
}
