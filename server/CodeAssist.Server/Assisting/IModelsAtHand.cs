using CodeAssist.Core.Routing;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>The models that a task can go to, and the way to each.</summary>
internal interface IModelsAtHand
{
    /// <summary>How things stand now. Starts nothing and asks nobody.</summary>
    /// <param name="taskId">The task whose budget counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<RoutingState> ReadAsync(string taskId, CancellationToken cancellationToken);

    /// <param name="model">One of those that were read.</param>
    /// <param name="errand">On whose behalf it is asked.</param>
    /// <returns>The caller's to dispose of.</returns>
    IChatClient Open(RoutableModel model, Errand errand);
}
