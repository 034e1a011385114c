using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>What a calibration learns from, and what it is judged by.</summary>
/// <param name="Alone">What the workspace says, of the projects to fit on.</param>
/// <param name="AloneHeldOut">The same of another project.</param>
/// <param name="Together">What workspace and model say to some of these questions.</param>
/// <param name="TogetherHeldOut">The same of the other project.</param>
internal sealed record Gathered(
    IReadOnlyList<ConfidenceSample> Alone,
    IReadOnlyList<ConfidenceSample> AloneHeldOut,
    IReadOnlyList<ConfidenceSample> Together,
    IReadOnlyList<ConfidenceSample> TogetherHeldOut)
{
    /// <summary>Where lines had come so far.</summary>
    public Gathered At(LinePlace place)
    {
        return new Gathered(Of(Alone), Of(AloneHeldOut), Of(Together), Of(TogetherHeldOut));

        IReadOnlyList<ConfidenceSample> Of(IReadOnlyList<ConfidenceSample> samples) => [.. samples.Where(sample => sample.Place == place)];
    }
}
