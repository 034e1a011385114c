namespace CodeAssist.Core.Review.Changes;

/// <summary>What came of reading a change.</summary>
public abstract record ChangeReading
{
    private ChangeReading()
    {
    }

    public sealed record Read(ChangeSet Change) : ChangeReading;

    /// <param name="IsUsage">Whether what was asked for cannot be: no repository, no such branch. Otherwise something broke.</param>
    /// <param name="Message">One sentence on what happened.</param>
    /// <param name="NextStep">One sentence on what to do.</param>
    public sealed record Failed(bool IsUsage, string Message, string NextStep) : ChangeReading;
}
