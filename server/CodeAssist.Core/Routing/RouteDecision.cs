namespace CodeAssist.Core.Routing;

/// <summary>Who does a task, why, and who does not.</summary>
/// <param name="Task">The task.</param>
/// <param name="Reason">Why it stays on this machine, or is worth more.</param>
/// <param name="Route">Where it goes.</param>
/// <param name="Rejected">Every other model, in the order in which they were looked at.</param>
public sealed record RouteDecision(RoutedTask Task, RouteReason Reason, Route Route, IReadOnlyList<Rejection> Rejected)
{
    /// <summary>Whether the task is worth more than a model of this machine.</summary>
    public bool IsWorthMore => Reason is not (RouteReason.Completion or RouteReason.UserWantsLocal or RouteReason.Routine or RouteReason.ModelNamed);

    /// <summary>Why a task that is worth more than this machine's models stays with one of them all the same; null where it does not, or nobody else is known.</summary>
    public Rejection? Hindrance =>
        IsWorthMore && Route is Route.Run { Model.Tier: Tier.Local }
            ? Rejected.FirstOrDefault(rejection => rejection.Tier is not Tier.Local)
            : null;

    /// <summary>What happens without anybody being asked: null where nobody can do it.</summary>
    public Route.Run? Unasked => Route switch
    {
        Route.Run run => run,
        Route.Ask { Otherwise: Route.Run otherwise } => otherwise,
        _ => null,
    };
}
