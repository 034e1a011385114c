namespace CodeAssist.Core.Assist;

/// <summary>What is asked about a piece of a file.</summary>
public enum AssistKind
{
    /// <summary>What it does.</summary>
    Explain,

    /// <summary>Other lines in its place, so that a problem is gone or a wish is met.</summary>
    Fix,
}
