using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting;

/// <summary>Asks what lines do: in one question, or piece by piece and then for the whole.</summary>
internal static class Explanation
{
    public static async Task<AssistResult> AskAsync(AssistSubject subject, RunPlan plan, Conversation talk, IAssistAudience audience, CancellationToken cancellationToken)
    {
        if (plan.Parts == 1)
        {
            return Explained(await talk.AskAsync(AssistPrompts.Whole(subject), audience.Write, cancellationToken));
        }

        if (AssistPieces.Split(subject, plan.InputTokens) is not { } pieces)
        {
            return new AssistResult.Broken("A line is too long for its window.", IsUnusable: false);
        }

        List<string> answers = [];
        foreach (var piece in pieces)
        {
            audience.Progress(answers.Count, pieces.Count + 1);
            var reply = await talk.AskAsync(AssistPrompts.About(subject, piece), static _ => { }, cancellationToken);
            if (reply.Failure is { } failure)
            {
                return AssistResult.Of(failure);
            }

            answers.Add(reply.Text);
        }

        audience.Progress(answers.Count, pieces.Count + 1);
        var together = AssistPrompts.BringTogether(subject, answers);
        if (together.EstimatedTokens <= plan.InputTokens)
        {
            return Explained(await talk.AskAsync(together, audience.Write, cancellationToken));
        }

        // Too much said to be said shorter: then it stands as it was said.
        var text = string.Join("\n\n", answers.Zip(pieces, (answer, piece) => $"**Lines {piece.Start + 1} to {piece.End}**\n\n{answer.Trim()}"));
        audience.Write(text);
        return new AssistResult.Text(text, IsPartial: false);
    }

    private static AssistResult Explained(Reply reply) => reply switch
    {
        { Failure: null } => new AssistResult.Text(reply.Text, reply.IsCut),
        { Text.Length: > 0 } => new AssistResult.Text(reply.Text, IsPartial: true),
        { Failure: var failure } => AssistResult.Of(failure),
    };
}
