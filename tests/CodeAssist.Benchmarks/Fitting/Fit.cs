using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks.Fitting;

/// <summary>Finds the weights under which the index gives what was really typed the highest probability.</summary>
internal static class Fit
{
    public static ContinuationWeights Run(IReadOnlyList<Sample> samples)
    {
        var (ofCandidate, ofCaret) = ConditionalLogit.Run(
            [.. samples.Select(sample => new ConditionalLogit.Sample(sample.History, sample.Candidates, sample.Caret, sample.Right))],
            CandidateFeatures.Count,
            CandidateFeatures.CaretCount);

        return new ContinuationWeights(ofCandidate, ofCaret);
    }
}
