namespace CodeAssist.Core.Routing;

/// <summary>Decides who does a task. The same task in the same state always goes the same way; nobody is asked and nothing is looked up.</summary>
/// <remarks>
/// Read top to bottom: who may and could, whether a model of this machine is enough, who comes first, whether the user is asked. docs/routing.md has a table of examples.
/// </remarks>
public static class Router
{
    private const int ChecksFailedBeforeMore = 2;
    private const double MeasuredWeakBelow = 0.5;

    public static RouteDecision Decide(RoutedTask task, RoutingState state)
    {
        var rejected = new List<Rejection>();
        var named = task.Kind is TaskKind.Completion ? null : task.Model ?? state.Rules.Model;
        var looked = Named(state.Models, named, rejected).Select(model => Judge(model, task, state)).ToList();
        rejected.AddRange(looked.Select(look => look.Rejected).OfType<Rejection>());
        var able = Ranking.Order(looked.Select(look => look.Able).OfType<Candidate>(), task, state.Rules).ToLookup(candidate => candidate.Model.Tier is Tier.Local);
        List<Candidate> here = [.. able[true]], elsewhere = [.. able[false]];

        var reason = named is not null ? RouteReason.ModelNamed : Reason(task, here.FirstOrDefault(), rejected, state);
        if (IsLocal(reason) || elsewhere.Count == 0)
        {
            // Where nobody else can or may: less than the task is worth, and more than nothing.
            rejected.AddRange(elsewhere.Select(candidate => Rejections.NotNeeded(candidate.Model, reason)));
            return Settle(here, rejected, candidate => Permit(candidate.ToRun(task), otherwise: null, task, state), task, reason);
        }

        rejected.AddRange(here.Select(candidate => Rejections.TooWeak(candidate.Model, reason)));
        return Settle(elsewhere, rejected, candidate => Permit(candidate.ToRun(task), here.FirstOrDefault()?.ToRun(task), task, state), task, reason);
    }

    private static (Candidate? Able, Rejection? Rejected) Judge(RoutableModel model, RoutedTask task, RoutingState state) =>
        Limits.Find(model, task, state) is { } forbidden ? (null, forbidden) : Ability.Judge(model, task, state.Today);

    private static IEnumerable<RoutableModel> Named(IReadOnlyList<RoutableModel> models, string? named, List<Rejection> rejected)
    {
        if (named is null)
        {
            return models;
        }

        var (chosen, others) = (models.Where(model => IsNamed(model, named)), models.Where(model => !IsNamed(model, named)));
        rejected.AddRange(others.Select(model => Rejections.NotNamed(model, named)));
        return chosen;
    }

    private static bool IsNamed(RoutableModel model, string named) => string.Equals(model.Id, named, StringComparison.Ordinal);

    private static RouteReason Reason(RoutedTask task, Candidate? local, List<Rejection> rejected, RoutingState state) => task switch
    {
        { Kind: TaskKind.Completion } => RouteReason.Completion,
        { Wish: TaskWish.Local } => RouteReason.UserWantsLocal,
        { Wish: TaskWish.Stronger } => RouteReason.UserWantsStronger,
        { IsStuck: true } => RouteReason.Stuck,
        { IsContested: true } => RouteReason.Contested,
        { FailedChecks: >= ChecksFailedBeforeMore } => RouteReason.ChecksFailed,
        { Kind: TaskKind.Agent } => RouteReason.ManySteps,
        _ when local is null => IsTooLongHere(rejected, state) ? RouteReason.TooLong : RouteReason.NoLocalModel,
        _ when local.Plan.Parts > RunPlan.ComfortableParts => RouteReason.TooLong,
        _ when local.Model.SuccessRates.TryGetValue(task.Kind, out var rate) && rate < MeasuredWeakBelow => RouteReason.MeasuredWeak,
        _ => RouteReason.Routine,
    };

    private static bool IsTooLongHere(List<Rejection> rejected, RoutingState state) =>
        state.Models.Any(model => model.Tier is Tier.Local
            && rejected.Exists(rejection => rejection.Code is RejectionCode.TooLong && IsNamed(model, rejection.Model)));

    private static bool IsLocal(RouteReason reason) => reason is RouteReason.Completion or RouteReason.UserWantsLocal or RouteReason.Routine;

    private static Route Permit(Route.Run wanted, Route.Run? otherwise, RoutedTask task, RoutingState state)
    {
        // What the user named and what costs nothing needs no other word.
        if (wanted.Model.Tier is not Tier.ClosedApi && wanted.MostDollars == 0)
        {
            return wanted;
        }

        var isAuto = Limits.Of(task, state.Rules) is Escalation.Auto;
        var isCovered = wanted.MostDollars <= state.Funds.Left;
        return isAuto && isCovered
            ? wanted
            : new Route.Ask(wanted, isAuto ? state.Funds.Tightest : null, (Route?)otherwise ?? NotAllowed(wanted));
    }

    private static Route.Nobody NotAllowed(Route.Run wanted) => new(
        $"{wanted.Model.Id} was not allowed, and nobody else can do it.", "Allow it, or set up a chat model on this machine: model.chat.");

    /// <summary>The first of those who are left; the others are told why not.</summary>
    private static RouteDecision Settle(
        List<Candidate> ordered, List<Rejection> rejected, Func<Candidate, Route> route, RoutedTask task, RouteReason reason)
    {
        if (ordered is not [var first, .. var others])
        {
            return new RouteDecision(task, reason, Nobody(task, rejected), rejected);
        }

        rejected.AddRange(others.Select(candidate => Rejections.OtherFirst(candidate.Model, first.Model)));
        return new RouteDecision(task, reason, route(first), rejected);
    }

    private static Route.Nobody Nobody(RoutedTask task, List<Rejection> rejected) =>
        rejected.Find(rejection => rejection.Code is not (RejectionCode.NotNamed or RejectionCode.NotNeeded)) is { } first
            ? new Route.Nobody($"Nobody can do it. {first.Model}: {first.Sentence}", "`codeassist route` shows what stands in the way of each model.")
            : new Route.Nobody(
                task.Model is { } named ? $"Nobody knows a model {named}." : "No model is known that could do it.",
                "Set up a chat model on this machine (model.chat), or hand over a key of a provider; `codeassist route` lists who is known.");
}
