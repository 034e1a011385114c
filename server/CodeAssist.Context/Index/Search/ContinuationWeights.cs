namespace CodeAssist.Context.Index.Search;

/// <summary>How much each feature counts: the result of a fit, kept as it came out.</summary>
/// <param name="OfCandidate">One for each of <see cref="CandidateFeatures.Count"/>.</param>
/// <param name="OfCaret">One for each of <see cref="CandidateFeatures.CaretCount"/>.</param>
internal sealed record ContinuationWeights(double[] OfCandidate, double[] OfCaret)
{
    public static ContinuationWeights Zero => new(new double[CandidateFeatures.Count], new double[CandidateFeatures.CaretCount]);
}
