using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Core.Completion.Mixing;

/// <param name="Alone">Weighs what the workspace proposes while the model has not been asked; null to believe it.</param>
/// <param name="Together">Weighs what workspace and model say against each other; null where that is no better than either.</param>
/// <param name="Show">From this probability on, a text is worth showing unasked.</param>
/// <param name="Certain">From this probability on, one of the workspace's is shown without waiting for the model.</param>
public sealed record LineConfidence(MixWeights? Alone, MixWeights? Together, double Show, double Certain)
{
    public static LineConfidence Uncalibrated { get; } = new(Alone: null, Together: null, Show: 0.5, Certain: 0.6);

    /// <summary>How probable each of the workspace's proposals is, in their order.</summary>
    public IReadOnlyList<double> Of(IReadOnlyList<Proposal> proposals) =>
        Alone?.Probabilities(MixCandidate.Of(proposals)) ?? [.. proposals.Select(proposal => proposal.Probability)];
}
