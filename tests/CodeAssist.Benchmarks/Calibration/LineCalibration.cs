using System.Globalization;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>What is found for one kind of line, and how it does on projects that it was not fitted on.</summary>
/// <param name="Confidence">To be shipped.</param>
/// <param name="Lines">In words for people.</param>
internal sealed record LineCalibration(LineConfidence Confidence, IReadOnlyList<string> Lines)
{
    // What is shown without waiting for the model has to be right so much more often.
    private const double Certainty = 0.1;

    // Fewer say too little for so many weights.
    private const int FewestTogether = 600;

    /// <param name="gathered">Of one kind of lines.</param>
    /// <param name="goal">Share of what is shown that has to be right.</param>
    /// <param name="known">What was found before: how workspace and model are weighed against each other stays, unless it is found anew; from where on that is shown is read anew.</param>
    public static LineCalibration Of(Gathered gathered, double goal, LineConfidence known)
    {
        var (alone, together) = (CrossFit.Of(gathered.Alone), CrossFit.Of(gathered.Together));
        var gain = Gain(Judge(gathered.Together, alone.Weights, sample => sample.Alone()), together.Judged);
        var certain = Thresholds.Least(alone.Judged, goal + Certainty);
        var confidence = gathered.Together.Count >= FewestTogether && gain[1] > 0
            ? new LineConfidence(alone.Weights, together.Weights, Thresholds.Least(together.Judged, goal), certain)
            : new LineConfidence(alone.Weights, known.Together, known.Together is null ? Thresholds.Least(alone.Judged, goal) : ShowAs(known, gathered.Together, goal), certain);

        return new LineCalibration(
            confidence with { Certain = Math.Max(confidence.Show, confidence.Certain) },
            [
                string.Create(CultureInfo.InvariantCulture, $"  together less workspace, {gathered.Together.Count} questions: {100 * gain[0]:+0.0;-0.0} ({100 * gain[1]:0.0}–{100 * gain[2]:0.0})"),
                .. Report.Of($"workspace as it says, held out ({gathered.AloneHeldOut.Count})", Raw(gathered.AloneHeldOut)),
                .. Report.Of("workspace calibrated, held out", Judge(gathered.AloneHeldOut, alone.Weights, sample => sample)),
                .. Report.Of($"workspace calibrated, projects of the fit that were left out ({gathered.Alone.Count})", alone.Judged),
                .. Report.Of($"together, projects of the fit that were left out ({gathered.Together.Count})", together.Judged),
                .. Report.Of($"workspace as it says, the same questions, held out ({gathered.TogetherHeldOut.Count})", Raw(gathered.TogetherHeldOut)),
                .. Report.Of("workspace calibrated, the same", Judge(gathered.TogetherHeldOut, alone.Weights, sample => sample.Alone())),
                .. Report.Of("together, the same", Judge(gathered.TogetherHeldOut, together.Weights, sample => sample)),
                .. known.Together is null ? [] : Report.Of("together as known, the same", Judge(gathered.TogetherHeldOut, known.Together, sample => sample)),
            ]);
    }

    private static double ShowAs(LineConfidence known, IReadOnlyList<ConfidenceSample> samples, double goal) =>
        samples.Count < FewestTogether ? known.Show : Thresholds.Least(Judge(samples, known.Together!, sample => sample), goal);

    // With its interval: the two are of the same questions.
    private static double[] Gain(IReadOnlyList<Verdict> first, IReadOnlyList<Verdict> second) => Statistics.Mean(
        [.. first.Zip(second)],
        pair => pair.First.History + ":" + pair.First.Change,
        pair => (pair.Second.IsRight ? 1 : 0) - (pair.First.IsRight ? 1 : 0));

    private static IReadOnlyList<Verdict> Raw(IReadOnlyList<ConfidenceSample> samples) =>
        [.. samples.Select(sample => Verdict.Of(sample, [.. sample.Candidates.Select(candidate => candidate.Workspace)]))];

    private static IReadOnlyList<Verdict> Judge(IReadOnlyList<ConfidenceSample> samples, MixWeights weights, Func<ConfidenceSample, ConfidenceSample> seen) =>
        [.. samples.Select(seen).Select(sample => Verdict.Of(sample, weights.Probabilities(sample.Candidates)))];
}
