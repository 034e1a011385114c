namespace CodeAssist.Context.Changes;

/// <summary>How much of a change is read.</summary>
internal static class ChangeLimits
{
    /// <summary>Larger files are data.</summary>
    public const int LargestBytes = SourceFileReader.LargestBytes;

    /// <summary>All contents together; they stay in memory while the review runs.</summary>
    public const long LargestBytesInAll = 256L * 1024 * 1024;

    /// <summary>Longer lines are written by programs for programs; such a line cannot be shown in parts, nor commented on.</summary>
    public const int LongestLine = 10_000;
}
