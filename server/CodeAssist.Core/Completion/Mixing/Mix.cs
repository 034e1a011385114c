using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Completion.Mixing;

/// <summary>Makes one list of opinions of what workspace and model think.</summary>
internal static class Mix
{
    /// <summary>What workspace and model are weighed with; null where they are not: only single lines are.</summary>
    public static MixWeights? Weights(AnswerShape shape, LineConfidence confidence) => shape is AnswerShape.SingleLine ? confidence.Together : null;

    /// <param name="workspace">The workspace's opinions, one for each of <paramref name="proposals"/>.</param>
    /// <param name="proposals">What they rest on.</param>
    /// <param name="model">The model's.</param>
    /// <param name="weights">What they are weighed with, or null.</param>
    /// <param name="show">From which probability on what was weighed is shown unasked.</param>
    /// <returns>
    /// Where the model has scored the proposals, all of them and its own text under one probability. Where it was not asked to,
    /// everybody's opinions as they are. Where it says nothing, the workspace's.
    /// </returns>
    public static IReadOnlyList<Opinion> Of(
        IReadOnlyList<Opinion> workspace, IReadOnlyList<Proposal> proposals, ModelOpinion model, MixWeights? weights, double show)
    {
        if (model.Opinion is not { } said)
        {
            return workspace;
        }

        if (weights is null || model.Scores.Count < proposals.Count)
        {
            return [.. workspace, said, .. model.Others];
        }

        var candidates = MixCandidate.Of(proposals, model);
        var probabilities = weights.Probabilities(candidates);

        return
        [
            .. candidates.Zip(probabilities, (candidate, probability) => new Opinion(
                candidate.Text, probability, show, Source(candidate, workspace, said))),
            .. Others(model, said, candidates.Zip(probabilities).First(pair => pair.First.IsGenerated).Second),
        ];
    }

    // They are as much less likely than what the model says first as it says, whatever that became in the mix.
    private static IEnumerable<Opinion> Others(ModelOpinion model, Opinion said, double mixed) => model.Others.Select(other => other with
    {
        Probability = mixed * Math.Min(1, other.Probability / Math.Max(said.Probability, double.Epsilon)),
    });

    private static string Source(MixCandidate candidate, IReadOnlyList<Opinion> workspace, Opinion model) =>
        candidate switch
        {
            { Workspace: 0 } => model.Source,
            { IsGenerated: true } => $"{workspace[0].Source} and {model.Source}",
            _ => workspace[0].Source,
        };
}
