using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Completion.Mixing;

/// <summary>Makes one list of opinions of what workspace and model think.</summary>
internal static class Mix
{
    /// <summary>Whether the model is to score what the workspace proposes: where a line has been begun.</summary>
    public static bool Weighs(CompletionRequest request, AnswerShape shape) =>
        shape is AnswerShape.SingleLine && !request.LineBefore.IsWhiteSpace();

    /// <param name="workspace">The workspace's opinions, one for each of <paramref name="proposals"/>.</param>
    /// <param name="proposals">What they rest on.</param>
    /// <param name="model">The model's.</param>
    /// <returns>
    /// Where the model has scored the proposals, all of them and its own text under one probability. Where it was not asked to,
    /// everybody's opinions as they are. Where it says nothing, the workspace's.
    /// </returns>
    public static IReadOnlyList<Opinion> Of(IReadOnlyList<Opinion> workspace, IReadOnlyList<Proposal> proposals, ModelOpinion model)
    {
        if (model.Opinion is not { } said)
        {
            return workspace;
        }

        if (model.Scores.Count < proposals.Count || proposals.Count == 0)
        {
            return [.. workspace, said, .. model.Others];
        }

        var weights = FittedMix.RestOfLine;
        var candidates = MixCandidate.Of(proposals, model);
        var probabilities = weights.Probabilities(candidates);

        return
        [
            .. candidates.Zip(probabilities, (candidate, probability) => new Opinion(
                candidate.Text, probability, weights.Show, Source(candidate, workspace, said))),
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
