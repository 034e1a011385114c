using System.Globalization;
using CodeAssist.Core.Policy;

namespace CodeAssist.Core.Routing;

/// <summary>The sentences on why a model does not do a task.</summary>
internal static class Rejections
{
    /// <returns>Null for a model that can be asked now.</returns>
    public static Rejection? ByStanding(RoutableModel model) => model.Standing switch
    {
        ModelStanding.KeyMissing missing => new(model.Id, model.Tier, RejectionCode.KeyMissing, $"There is no key for {model.Card.Provider}. {missing.NextStep}"),
        ModelStanding.CannotChat cannot => new(model.Id, model.Tier, RejectionCode.CannotChat, cannot.Why),
        ModelStanding.Down { Until: { } until } down => new(model.Id, model.Tier, RejectionCode.Down, $"{down.Why} It is tried again at {Clock(until)}."),
        ModelStanding.Down down => new(model.Id, model.Tier, RejectionCode.Down, down.Why),
        _ => null,
    };

    /// <returns>Null for a model that completes text at the caret.</returns>
    public static Rejection? ByFilling(RoutableModel model) =>
        model.FillsIn ? null : new(model.Id, model.Tier, RejectionCode.CannotComplete, "It is not the model that completes text at the caret: model.path.");

    public static Rejection Retired(RoutableModel model, DateOnly day) =>
        new(model.Id, model.Tier, RejectionCode.Retired, string.Create(CultureInfo.InvariantCulture, $"It is not offered any more since {day:yyyy-MM-dd}."));

    public static Rejection NoTools(RoutableModel model) => new(
        model.Id,
        model.Tier,
        RejectionCode.NoTools,
        model.Card.Tools is null ? "The task needs tools, and whether this model can call any is not known." : "The task needs tools, and this model cannot call any.");

    public static Rejection NoJsonSchema(RoutableModel model) => new(
        model.Id,
        model.Tier,
        RejectionCode.NoJsonSchema,
        model.Card.JsonSchema is null
            ? "The answer must obey a schema, and whether this model can be held to one is not known."
            : "The answer must obey a schema, and this model cannot be held to one.");

    public static Rejection TooLong(RoutableModel model, TaskSize size) => new(
        model.Id,
        model.Tier,
        RejectionCode.TooLong,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{size.InputTokens:N0} tokens and an answer of {model.AnswerTokens(size):N0} do not fit into its {model.Window:N0}{Guessed(model)}{Pieces(size)}."));

    public static Rejection LocalOnly(RoutableModel model, NetworkPolicy.LocalOnly policy) =>
        new(model.Id, model.Tier, RejectionCode.LocalOnly, $"Nothing may leave this machine. {policy.Reasons[0].Sentence}");

    public static Rejection Never(RoutableModel model) =>
        new(model.Id, model.Tier, RejectionCode.EscalationNever, "The settings keep such tasks on this machine: routing.escalation.");

    public static Rejection PathStays(RoutableModel model, string path, PathRule rule) =>
        new(model.Id, model.Tier, RejectionCode.PathStays, $"{path} stays on this machine: routing.paths has {rule.Pattern}.");

    public static Rejection Withheld(RoutableModel model, string path) =>
        new(model.Id, model.Tier, RejectionCode.Withheld, $"{path} is never sent to another program: an ignore file excludes it, or it is of a kind that holds secrets.");

    public static Rejection NotNamed(RoutableModel model, string named) => new(model.Id, model.Tier, RejectionCode.NotNamed, $"{named} is named for it.");

    public static Rejection NotNeeded(RoutableModel model, RouteReason reason) => new(
        model.Id,
        model.Tier,
        RejectionCode.NotNeeded,
        reason switch
        {
            RouteReason.Completion => "Text at the caret never leaves this machine.",
            RouteReason.UserWantsLocal => "You want it done on this machine.",
            _ => "A model of this machine can do it.",
        });

    public static Rejection TooWeak(RoutableModel model, RouteReason reason) => new(model.Id, model.Tier, RejectionCode.TooWeak, RouteSentences.Of(reason));

    public static Rejection OtherFirst(RoutableModel model, RoutableModel first) =>
        new(model.Id, model.Tier, RejectionCode.OtherFirst, first.Tier == model.Tier ? $"{first.Id} comes first." : $"{first.Id} is closer.");

    private static string Guessed(RoutableModel model) => model.Card.ContextTokens is null ? " (not known, so the least is taken)" : "";

    private static string Pieces(TaskSize size) => size.SmallestInputTokens < size.InputTokens ? ", also in pieces" : "";

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
