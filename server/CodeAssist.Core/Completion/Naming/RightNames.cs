using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Naming;

/// <summary>Puts names that exist in the place of those that the model made up: of all that are legal there the likeliest to the model, scored in one batch.</summary>
internal sealed class RightNames(ICompletionModel models, INames names)
{
    private const int MostPerAnswer = 3;

    /// <summary>UTF-16 units behind a name that are scored with it: what follows says where a name ends, and little of which one it is.</summary>
    private const int MostTail = 4;

    /// <param name="request">The question.</param>
    /// <param name="prompt">What the model was asked with, so that it is still cached.</param>
    /// <param name="limits">The same.</param>
    /// <param name="said">The model's opinion.</param>
    /// <param name="cancellationToken">Ends it within one step of the model.</param>
    /// <returns>The opinion with its first line's names put right, as far as better ones are known, and what that took the model, and us to wait for it.</returns>
    public async Task<(Opinion Opinion, (TimeSpan Total, TimeSpan Waited) Took)> PutRightAsync(
        CompletionRequest request, FimPrompt prompt, GenerationLimits limits, Opinion said, CancellationToken cancellationToken)
    {
        var took = (Total: TimeSpan.Zero, Waited: TimeSpan.Zero);
        for (var turn = 0; turn < MostPerAnswer; turn++)
        {
            if (names.FirstUnknown(request, said.Text, 0) is not { Legal.Count: > 0 } unknown || said.Text.AsSpan(0, unknown.Start).Contains('\n'))
            {
                break;
            }

            var rest = said.Text[(unknown.Start + unknown.Length)..];
            var tail = Tail(rest);
            IReadOnlyList<string> candidates = [said.Text.Substring(unknown.Start, unknown.Length), .. unknown.Legal];
            var reply = await models.ScoreAsync(prompt, [.. candidates.Select(name => said.Text[..unknown.Start] + name + tail)], limits, cancellationToken);
            if (reply is not ScoreReply.Scored { Scores: var scores, Usage: var usage } || scores.Count < candidates.Count)
            {
                break;
            }

            took = (took.Total + usage.Total, took.Waited + usage.Waited);
            var likelihoods = scores.Select(score => Log(score, endsText: rest.Length == 0)).ToList();
            var best = Enumerable.Range(1, candidates.Count - 1).MaxBy(index => likelihoods[index]);

            // The rest is taken to be as likely behind one name as behind another.
            said = said with
            {
                Text = said.Text[..unknown.Start] + candidates[best] + rest,
                Probability = Math.Min(1, said.Probability * Math.Exp(likelihoods[best] - likelihoods[0])),
            };
        }

        return (said, took);
    }

    private static double Log(ContinuationScore score, bool endsText) => score.LogProbability + (endsText ? score.EndLogProbability ?? 0 : 0);

    private static string Tail(string rest)
    {
        var end = rest.AsSpan().IndexOfAny('\n', '\r');
        return rest[..Math.Min(end < 0 ? rest.Length : end, MostTail)];
    }
}
