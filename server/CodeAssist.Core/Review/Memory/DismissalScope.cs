namespace CodeAssist.Core.Review.Memory;

/// <summary>How far a dismissal reaches.</summary>
public enum DismissalScope
{
    /// <summary>This finding, until its code changes.</summary>
    Finding,

    /// <summary>Whatever this rule finds in this file.</summary>
    File,

    /// <summary>Whatever this rule finds.</summary>
    Rule,
}
