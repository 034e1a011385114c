using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using TaskStatus = CodeAssist.Lsp.Protocol.TaskStatus;

namespace CodeAssist.Server.Features.Status;

/// <summary>Who does a task, as the status bar says it: the tier, the model, the cost.</summary>
internal static class TaskNews
{
    /// <summary>While it is at work.</summary>
    public static TaskStatus Begun(Route.Run run) => Of(
        run.Model, $"{run.Model.Id} is at work{(run.MostDollars == 0 ? "" : $", for at most {SpendSentences.AtMost(run.MostDollars)}")}.");

    /// <summary>Once it is over.</summary>
    /// <returns>Null where nobody was asked.</returns>
    public static TaskStatus? Ended(AssistTrail trail) =>
        trail.Steps.Count > 0 && trail.Asked is { } run ? Of(run.Model, $"Last task: {AssistAccount.Of(trail)}.") : null;

    private static TaskStatus Of(RoutableModel model, string message) => model.Tier switch
    {
        Tier.Local => new("local", model.Id, "local", $"{message} On this machine."),
        Tier.PrivateEndpoint => new("privateEndpoint", model.Id, $"private: {model.Card.Name}", $"{message} At your private endpoint."),
        _ => new("closedApi", model.Id, $"API: {model.Card.Name}", $"{message} At a provider that is paid for it."),
    };
}
