namespace CodeAssist.Core.Routing;

/// <summary>A model that could do a task, and in how many questions.</summary>
internal sealed record Candidate(RoutableModel Model, RunPlan Plan)
{
    public Route.Run ToRun(RoutedTask task) => new(Model, Plan, Model.MostDollars(task, Plan));
}
