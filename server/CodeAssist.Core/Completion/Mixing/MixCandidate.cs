using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Core.Completion.Mixing;

/// <summary>A text that may follow the caret, and what workspace and model think of it.</summary>
/// <param name="Text">The rest of the caret's line.</param>
/// <param name="Workspace">Probability that the workspace gives it; 0 where the workspace does not know it.</param>
/// <param name="ModelLog">Natural logarithm of the probability that the model gives it and the line's end after it; null where it was not asked.</param>
/// <param name="Tokens">How many tokens that is, without the end.</param>
/// <param name="IsGenerated">Whether it is what the model itself would write.</param>
internal sealed record MixCandidate(string Text, double Workspace, double? ModelLog, int Tokens, bool IsGenerated)
{
    /// <summary>The workspace's proposals, where the model has not been asked.</summary>
    public static IReadOnlyList<MixCandidate> Of(IReadOnlyList<Proposal> proposals) =>
        [.. proposals.Select(proposal => new MixCandidate(proposal.Text, proposal.Probability, ModelLog: null, Tokens: 0, IsGenerated: false))];

    /// <summary>The workspace's proposals that the model has scored, and what the model says itself, each text once.</summary>
    public static IReadOnlyList<MixCandidate> Of(IReadOnlyList<Proposal> proposals, ModelOpinion model)
    {
        var candidates = new List<MixCandidate>(proposals.Count + 1);
        foreach (var (proposal, score) in proposals.Zip(model.Scores))
        {
            var isGenerated = model.Opinion is { } said && said.IsSameText(proposal.Text);
            candidates.Add(new MixCandidate(
                proposal.Text, proposal.Probability, score.LogProbability + (score.EndLogProbability ?? 0), score.Tokens, isGenerated));
        }

        if (model.Opinion is { } opinion && !candidates.Exists(candidate => candidate.IsGenerated))
        {
            candidates.Add(new MixCandidate(
                opinion.Text, Workspace: 0, Math.Log(Math.Max(opinion.Probability, double.Epsilon)), model.Usage?.GeneratedTokens ?? 1, IsGenerated: true));
        }

        return candidates;
    }
}
