namespace CodeAssist.Core.Routing;

/// <summary>Whether a model could do a task at all, whoever may be asked.</summary>
internal static class Ability
{
    /// <returns>Exactly one of the two.</returns>
    public static (Candidate? Able, Rejection? Rejected) Judge(RoutableModel model, RoutedTask task, DateOnly today)
    {
        if ((task.Kind is TaskKind.Completion ? Rejections.ByFilling(model) : Rejections.ByStanding(model)) is { } notNow)
        {
            return (null, notNow);
        }

        if (model.Card.RetiresOn is { Value: var day } && day <= today)
        {
            return (null, Rejections.Retired(model, day));
        }

        if (task.NeedsTools && model.Card.Tools is not { Value: true })
        {
            return (null, Rejections.NoTools(model));
        }

        if (task.NeedsJson && model.Card.JsonSchema is not { Value: true })
        {
            return (null, Rejections.NoJsonSchema(model));
        }

        return RunPlan.Fit(task.Size, model.Window, model.AnswerTokens(task.Size)) is { } plan
            ? (new Candidate(model, plan), null)
            : (null, Rejections.TooLong(model, task.Size));
    }
}
