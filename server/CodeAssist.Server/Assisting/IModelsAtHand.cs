using CodeAssist.Core.Routing;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>The models that a task can go to, and the way to each.</summary>
internal interface IModelsAtHand
{
    /// <summary>How things stand now. Asks nobody; loads the chat model of this machine where there is one.</summary>
    /// <param name="taskId">The task whose budget counts.</param>
    /// <param name="repository">Absolute path of the repository whose text goes along: what holds there counts, too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<RoutingState> ReadAsync(string taskId, string repository, CancellationToken cancellationToken);

    /// <summary>By what a model is known again, whatever it is called: the content of its file, or where it is asked and by which name.</summary>
    Task<string> IdentifyAsync(RoutableModel model, CancellationToken cancellationToken);

    /// <param name="run">Who is asked, and how much.</param>
    /// <param name="errand">On whose behalf.</param>
    /// <returns>The caller's to dispose of.</returns>
    IChatClient Open(Route.Run run, Errand errand);

    /// <summary>Counts what a model of this machine has answered; what others have is in the ledger.</summary>
    void Count(RoutableModel model, Errand errand, IReadOnlyList<AssistStep> steps);

    /// <summary>Remembers whether an answer passed its checks: a model of this machine that fails at most such tasks is not the first choice any more.</summary>
    void Judge(RoutableModel model, TaskKind kind, bool held);
}
