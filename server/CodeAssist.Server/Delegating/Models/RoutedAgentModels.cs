using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Delegating.Models;

/// <summary>Lets the router choose who does a task. Whoever says no at the beginning is asked once more where the task got stuck on this machine, and then no more.</summary>
/// <param name="models">The models that there are.</param>
/// <param name="audience">Who is asked.</param>
/// <param name="repository">Absolute path of the repository, whose policy counts.</param>
/// <param name="directions">What the user said on who should do it.</param>
/// <param name="steps">Most answers that the task may take.</param>
/// <param name="measuring">Measures whoever is chosen for the first time; null where nothing will be edited.</param>
/// <param name="time">Takes the time that answers take.</param>
internal sealed class RoutedAgentModels(
    IModelsAtHand models, IAssistAudience audience, string repository, AssistDirections directions, int steps, EditMeasuring? measuring, TimeProvider time)
    : IAgentModels, IDisposable
{
    private const string Actor = "agent";
    private const int SummaryInput = 3_000;
    private const int SummaryOutput = 500;

    private readonly Dictionary<string, RoutedAgentModel> _open = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private bool _isRefused;
    private bool _isRefusedForStuck;
    private RoutedAgentModel? _routine;
    private bool _hasLooked;

    /// <summary>The task's name in the ledger.</summary>
    public string TaskId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Every model that was asked something.</summary>
    public IReadOnlyList<RoutedAgentModel> Asked => [.. Everybody.Where(model => model.Steps.Count > 0)];

    private IEnumerable<RoutedAgentModel> Everybody => _routine is null ? _open.Values : _open.Values.Append(_routine);

    public async Task<AgentModelChoice> ChooseAsync(AgentNeed need, CancellationToken cancellationToken)
    {
        var state = await models.ReadAsync(TaskId, repository, cancellationToken);
        while (true)
        {
            var decision = Decide(need, state);
            switch (decision.Route)
            {
                case Route.Run run:
                    return await OpenAsync(decision, run, state, approval: null, cancellationToken);
                case Route.Nobody nobody:
                    return new AgentModelChoice.Nobody($"{nobody.Why} {nobody.NextStep}");
                case Route.Ask ask when _open.TryGetValue(ask.Wanted.Model.Id, out var allowed):
                    return new AgentModelChoice.Chosen(allowed, RouteSentences.OfWanted(decision, ask));
                case Route.Ask ask:
                    if (await audience.AllowAsync(decision, ask, Question(need), cancellationToken))
                    {
                        return await OpenAsync(decision, ask.Wanted, state, new SpendApproval(Guid.NewGuid().ToString("N"), ask.Wanted.MostDollars, audience.Name), cancellationToken);
                    }

                    if (ask.Otherwise is Route.Nobody none)
                    {
                        return new AgentModelChoice.Nobody($"{none.Why} {none.NextStep}");
                    }

                    _isRefused = true;
                    _isRefusedForStuck |= need.IsStuck;
                    break;
            }
        }
    }

    public async Task<IAgentModel?> ChooseForRoutineAsync(CancellationToken cancellationToken)
    {
        if (!_hasLooked)
        {
            _hasLooked = true;
            var task = new RoutedTask(TaskKind.Explain, TaskSize.Whole(SummaryInput, SummaryOutput)) { Wish = TaskWish.Local };
            var state = await models.ReadAsync(TaskId, repository, cancellationToken);
            if (Router.Decide(task, state).Route is Route.Run { Model.Tier: Tier.Local } run)
            {
                // As much as it takes, not as little as the task was said to be.
                var whole = run with { Plan = new RunPlan(1, run.Model.Window - SummaryOutput) };
                _routine = new RoutedAgentModel(whole, run.Model.Id, models.Open(whole, new Errand(TaskId, Actor, task, Approval: null)), task.Size, Kept(state, isAllowed: false), time);
            }
        }

        return _routine;
    }

    /// <summary>Keeps for the router who did the task, and whether it held; whoever handed it on did not do it.</summary>
    /// <param name="held">Null where nobody can tell.</param>
    public void Judge(bool? held)
    {
        var doers = _open.Values.Where(model => model.Steps.Count > 0).OrderBy(model => _order.IndexOf(model.Id)).ToList();
        foreach (var (index, doer) in doers.Index())
        {
            if (index < doers.Count - 1 || held is not null)
            {
                models.Judge(doer.Model, TaskKind.Agent, index == doers.Count - 1 && held is true);
            }
        }
    }

    /// <summary>Counts what the models of this machine did.</summary>
    public void Dispose()
    {
        foreach (var model in Everybody)
        {
            models.Count(model.Model, new Errand(TaskId, Actor, Task(new AgentNeed([]), AgentVolume.Usual), Approval: null), model.Steps);
            model.Dispose();
        }
    }

    private RouteDecision Decide(AgentNeed need, RoutingState state)
    {
        var without = state with
        {
            Models = [.. state.Models.Select(model => need.Failed.TryGetValue(model.Id, out var why) ? model with { Standing = new ModelStanding.Down(why, Until: null) } : model)],
        };
        var usual = Router.Decide(Task(need, AgentVolume.Usual), without);
        return usual.Unasked is null && usual.Rejected.Any(rejection => rejection.Code is RejectionCode.TooLong)
            ? Router.Decide(Task(need, AgentVolume.Small), without)
            : usual;
    }

    private RoutedTask Task(AgentNeed need, TaskSize size) => new(TaskKind.Agent, size)
    {
        Questions = steps,
        IsStuck = need.IsStuck,
        FailedChecks = need.FailedChecks,
        Wish = (need.IsStuck ? _isRefusedForStuck : _isRefused) ? TaskWish.Local : directions.Wish,
        Model = directions.Model,
    };

    private async Task<AgentModelChoice> OpenAsync(RouteDecision decision, Route.Run run, RoutingState state, SpendApproval? approval, CancellationToken cancellationToken)
    {
        var measured = "";
        // A task is no text that is read in pieces.
        var once = run with { Plan = run.Plan with { Parts = 1 } };
        if (!_open.TryGetValue(run.Model.Id, out var open))
        {
            var errand = new Errand(TaskId, Actor, decision.Task, approval);
            open = new RoutedAgentModel(once, await models.IdentifyAsync(run.Model, cancellationToken), models.Open(once, errand), decision.Task.Size, Kept(state, isAllowed: approval is not null), time);
            _open[run.Model.Id] = open;
            _order.Add(run.Model.Id);
            audience.Decided(decision.Route is Route.Run ? decision with { Route = once } : decision, once);
            measured = measuring is null ? "" : await measuring.OnceAsync(open, cancellationToken);
        }

        return new AgentModelChoice.Chosen(open, $"{(approval is null ? RouteSentences.Of(decision with { Route = once }) : $"{run.Model.Id}, as you allowed.")} {measured}".TrimEnd());
    }

    /// <summary>What may not go to a model elsewhere: what never may, and, where the user was not asked, what the user wants to be asked about.</summary>
    private static List<PathRule> Kept(RoutingState state, bool isAllowed) =>
        [.. state.Rules.Paths.Where(rule => rule.Escalation is Escalation.Never || (rule.Escalation is Escalation.Ask && !isAllowed))];

    private static AssistQuestion Question(AgentNeed need) => new(
        [.. need.Opening.Select(message => new AssistTurn(message is AgentMessage.Order ? TurnSpeaker.System : TurnSpeaker.User, [.. message.AllParts]))]);
}
