namespace CodeAssist.Context.Index.Search;

/// <summary>What an index ranks with.</summary>
/// <param name="RestOfLine">Where a line has been begun.</param>
/// <param name="WholeLine">Where none has.</param>
internal sealed record RankingWeights(ContinuationWeights RestOfLine, ContinuationWeights WholeLine)
{
    public static RankingWeights Shipped { get; } = new(FittedWeights.RestOfLine, FittedWeights.WholeLine);
}
