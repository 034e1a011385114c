using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Context;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent;

/// <summary>Has a model of this machine find something out for one that costs: in a few steps that only look, among what the other may read.</summary>
/// <param name="model">Who looks.</param>
/// <param name="desk">Carries out what it calls for.</param>
/// <param name="task">What the other one works on.</param>
/// <param name="mayRead">What the other one may be told.</param>
internal sealed class Scout(IAgentModel model, ActionDesk desk, AgentTask task, Func<PartOrigin.File, bool> mayRead)
{
    private const int MostSteps = 8;
    private const int MostMistakes = 2;

    private readonly List<CallRecord> _calls = [];
    private readonly HashSet<PartOrigin> _read = [];

    /// <param name="question">What is to be found out.</param>
    /// <param name="asked">All that whoever asks had read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the other one is told, and what happened.</returns>
    public async Task<(ActionResult Result, TranscriptEntry.Errand Entry)> FindAsync(string question, IEnumerable<PartOrigin> asked, CancellationToken cancellationToken)
    {
        var opening = AgentPrompts.Errand(task, new PayloadPart($"What is to be found out: {question}\n", [.. asked]), model.ContextTokens, MayRead);
        var compaction = new Compaction(model, static _ => Task.FromResult<IAgentModel?>(null));
        List<AgentMessage> rest = [];
        var (spent, mistakes) = (ModelSpending.None, 0);
        Learn(opening.SelectMany(message => message.AllParts));
        for (var step = 0; step < MostSteps; step++)
        {
            rest = await compaction.MakeRoomAsync(opening, rest, [], cancellationToken) is { } made ? [.. made.Kept] : rest;
            var turn = await model.AskAsync([.. opening, .. rest], ToolOffer.Looking, cancellationToken);
            spent = spent.Plus(turn.Spent);
            switch (turn)
            {
                case ModelTurn.Said { Calls: [{ Action: AgentAction.Finish { Summary: { Length: > 0 } answer } }, ..] }:
                    return (new ActionResult.Done { Parts = [new PayloadPart($"{answer.Trim()}\n", [.. _read])] }, Entry(question, answer, isFound: true, spent));
                case ModelTurn.Said { IsRepeating: false, Calls.Count: > 0 } said when said.Calls.All(call => call.Action is { OnlyLooks: true }):
                    rest.Add(new AgentMessage.Said(said.Text, said.Calls, [.. _read]));
                    rest.Add(new AgentMessage.Answered(await LookAsync(said.Calls, cancellationToken)));
                    break;
                case ModelTurn.Failed failed:
                    return Nothing(question, failed.Why, spent);
                case var other when ++mistakes < MostMistakes:
                    rest.Add(new AgentMessage.Said(other is ModelTurn.Said { Text: var text } ? text : ((ModelTurn.Unusable)other).Text, [], [.. _read]));
                    rest.Add(new AgentMessage.Told(Objection(other)));
                    break;
                default:
                    return Nothing(question, "Its answers could not be used.", spent);
            }
        }

        return Nothing(question, "It did not come to an end.", spent);
    }

    private async Task<List<CallAnswer>> LookAsync(IReadOnlyList<AgentCall> calls, CancellationToken cancellationToken)
    {
        List<CallAnswer> answers = [];
        foreach (var call in calls)
        {
            var (result, end, isAllowed) = await desk.DoAsync(call.Action!, cancellationToken);
            var parts = Compaction.Shorten(Withholding.For(MayRead, result.Parts), model.ContextTokens * 3 / 4);
            Learn(parts);
            _calls.Add(new CallRecord(call, end, result.Text, []) { IsAllowed = isAllowed });
            answers.Add(new CallAnswer(call.Id, parts));
        }

        return answers;
    }

    private bool MayRead(PartOrigin.File file) => model.MayRead(file) && mayRead(file);

    private void Learn(IEnumerable<PayloadPart> parts) => _read.UnionWith(parts.SelectMany(part => part.Origins));

    private (ActionResult Result, TranscriptEntry.Errand Entry) Nothing(string question, string why, ModelSpending spent) =>
        (new ActionResult.Failed { Parts = [AgentPrompts.Own("It found no answer. Search by yourself.\n")] }, Entry(question, why, isFound: false, spent));

    private TranscriptEntry.Errand Entry(string question, string answer, bool isFound, ModelSpending spent) => new(question, model.Id, _calls, answer.Trim(), isFound, spent);

    private static IReadOnlyList<PayloadPart> Objection(ModelTurn turn) => turn switch
    {
        ModelTurn.Unusable unusable => AgentPrompts.Correction(unusable.Objection),
        ModelTurn.Said { Calls: [{ Fault: { } fault }, ..] } => AgentPrompts.Correction(fault),
        _ => AgentPrompts.NoCall,
    };
}
