namespace CodeAssist.Core.Review.Likelihood;

/// <summary>The faults of one token that are looked for, after BugLab (arXiv 2105.12787). Each has thresholds of its own.</summary>
public enum FaultKind
{
    /// <summary>Another variable in scope was meant, of a kind that fits as well.</summary>
    Variable,

    /// <summary>Two arguments stand in each other's place.</summary>
    Arguments,

    /// <summary>Another operator of the same family: <c>+</c> for <c>-</c>, <c>and</c> for <c>or</c>.</summary>
    Operator,

    /// <summary>The comparison points the wrong way.</summary>
    Comparison,

    /// <summary>A bound that is one too far or too near.</summary>
    OffByOne,

    /// <summary>The condition says the opposite.</summary>
    Negation,

    /// <summary>Another number, or the other truth value.</summary>
    Literal,

    /// <summary>A line was copied, and one name in it was left as it was.</summary>
    CopiedName,
}
