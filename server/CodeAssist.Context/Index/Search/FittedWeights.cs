namespace CodeAssist.Context.Index.Search;

internal static class FittedWeights
{
    /// <summary>From this probability on, the rest of a line is worth showing unasked.</summary>
    public const double ShowRestOfLine = 0.4;

    /// <summary>From this probability on, a whole line is worth showing unasked.</summary>
    public const double ShowWholeLine = 0.4;

    public static ContinuationWeights RestOfLine { get; } = ContinuationWeights.Zero;

    public static ContinuationWeights WholeLine { get; } = ContinuationWeights.Zero;
}
