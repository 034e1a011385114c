using CodeAssist.Context.Map;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Delegating.Background;
using CodeAssist.Server.Delegating.Models;

namespace CodeAssist.Server.Delegating;

/// <summary>Does one task in one repository: gathers what is to be known first, lets the router choose, and runs the loop.</summary>
/// <param name="models">The models that there are.</param>
/// <param name="hands">Who carries out what a model wants, beneath the repository's root.</param>
/// <param name="user">Who gave the task.</param>
/// <param name="audience">Who allows models that cost something.</param>
/// <param name="forms">Remembers which edits suit which model.</param>
/// <param name="time">Takes the time.</param>
internal sealed class Delegation(IModelsAtHand models, IAgentHands hands, IAgentUser user, IAssistAudience audience, IEditFormMemory forms, TimeProvider time)
{
    /// <param name="wish">What is wanted.</param>
    /// <param name="repository">Absolute path of the repository; fixed from here on.</param>
    /// <param name="cancellationToken">Ends it; what was done until then is told.</param>
    public async Task<DelegationResult> RunAsync(DelegationWish wish, string repository, CancellationToken cancellationToken)
    {
        var map = await RepositoryMapReader.ReadAsync(repository, wish.Goal, cancellationToken);
        var task = new AgentTask(wish.Goal, repository)
        {
            IsPlan = wish.IsPlan,
            Rules = map.Rules,
            Map = map.Files,
            Checks = wish.IsPlan ? [] : wish.Checks ?? await ProjectChecks.DetectAsync(repository, cancellationToken),
        };
        var measuring = wish.IsPlan ? null : new EditMeasuring(forms, user.Begin, time);
        using var routed = new RoutedAgentModels(models, audience, repository, wish.Directions, wish.Steps, measuring, time);
        var limits = AgentLimits.Default with { Steps = wish.Steps, Dollars = wish.MostDollars };
        var outcome = await new AgentLoop(routed, hands, user, forms, time).RunAsync(task, limits, cancellationToken);
        routed.Judge(Held(outcome.End.Reason));
        return new DelegationResult(routed.TaskId, outcome);
    }

    // What the user, the clock or the budget ended says nothing on who did it.
    private static bool? Held(AgentEndReason reason) => reason switch
    {
        AgentEndReason.Finished => true,
        AgentEndReason.StillFailing or AgentEndReason.RolledBack or AgentEndReason.KeptBroken or AgentEndReason.Stuck or AgentEndReason.Mistakes => false,
        _ => null,
    };
}
