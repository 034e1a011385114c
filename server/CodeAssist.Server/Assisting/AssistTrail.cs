using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting;

/// <summary>How an answer came about.</summary>
/// <param name="TaskId">The task's name in the ledger.</param>
/// <param name="Decision">The last decision on who does it.</param>
/// <param name="Steps">Every question that was asked.</param>
internal sealed record AssistTrail(string TaskId, RouteDecision Decision, IReadOnlyList<AssistStep> Steps)
{
    /// <summary>Who was asked, allowed or not needing it; null for nobody.</summary>
    public Route.Run? Asked => Decision.Route switch
    {
        Route.Run run => run,
        Route.Ask ask when Steps.Count > 0 => ask.Wanted,
        _ => null,
    };
}
