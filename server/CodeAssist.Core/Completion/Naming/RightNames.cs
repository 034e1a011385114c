using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Naming;

/// <summary>Puts names that exist in the place of those that the model made up: of all that are legal there the likeliest to the model, scored in one batch.</summary>
internal sealed class RightNames(ICompletionModel models, INames names)
{
    private const int MostPerAnswer = 3;

    /// <summary>UTF-16 units behind a name that are scored with it: what follows says where a name ends, and little of which one it is.</summary>
    private const int MostTail = 4;

    /// <param name="request">The question.</param>
    /// <param name="model">What the model thinks of it.</param>
    /// <param name="cancellationToken">Ends it within one step of the model.</param>
    /// <returns>The same with the first line's names put right, as far as better ones are known, and with what that cost besides.</returns>
    public async Task<ModelOpinion> PutRightAsync(CompletionRequest request, ModelOpinion model, CancellationToken cancellationToken)
    {
        if (model is not { Opinion: { } said, Question: { } question, Usage: { } spent })
        {
            return model;
        }

        for (var turn = 0; turn < MostPerAnswer; turn++)
        {
            if (names.FirstUnknown(request, said.Text, 0) is not { Legal.Count: > 0 } unknown || said.Text.AsSpan(0, unknown.Start).Contains('\n'))
            {
                break;
            }

            var rest = said.Text[(unknown.Start + unknown.Length)..];
            var tail = Tail(rest);
            IReadOnlyList<string> candidates = [said.Text.Substring(unknown.Start, unknown.Length), .. unknown.Legal];
            var reply = await models.ScoreAsync(question.Prompt, [.. candidates.Select(name => said.Text[..unknown.Start] + name + tail)], question.Limits, cancellationToken);
            if (reply is not ScoreReply.Scored { Scores: var scores, Usage: var usage } || scores.Count < candidates.Count)
            {
                break;
            }

            spent = spent with { Total = spent.Total + usage.Total, Waited = spent.Waited + usage.Waited };
            var likelihoods = scores.Select(score => Log(score, endsText: rest.Length == 0)).ToList();
            var best = Enumerable.Range(1, candidates.Count - 1).MaxBy(index => likelihoods[index]);

            // The rest is taken to be as likely behind one name as behind another.
            said = said with
            {
                Text = said.Text[..unknown.Start] + candidates[best] + rest,
                Probability = Math.Min(1, said.Probability * Math.Exp(likelihoods[best] - likelihoods[0])),
            };
        }

        return model with { Opinion = said, Usage = spent };
    }

    private static double Log(ContinuationScore score, bool endsText) => score.LogProbability + (endsText ? score.EndLogProbability ?? 0 : 0);

    private static string Tail(string rest)
    {
        var end = rest.AsSpan().IndexOfAny('\n', '\r');
        return rest[..Math.Min(end < 0 ? rest.Length : end, MostTail)];
    }
}
