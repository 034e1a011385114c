using CodeAssist.Core.Policy;

namespace CodeAssist.Core.Routing;

/// <summary>Who may be asked, by policy and settings.</summary>
internal static class Limits
{
    /// <summary>What holds for a task: that of its kind, unless one of its files is kept closer.</summary>
    public static Escalation Of(RoutedTask task, RoutingRules rules) =>
        Rule(task, rules) is (_, { } rule) && rule.Escalation < OfKind(task, rules) ? rule.Escalation : OfKind(task, rules);

    /// <returns>Why a model may not be asked; null when it may.</returns>
    public static Rejection? Find(RoutableModel model, RoutedTask task, RoutingState state) =>
        model.Tier is not Tier.Local && Elsewhere(model, task, state) is { } forbidden ? forbidden
        : task.Withheld is { } path && !model.IsOwn ? Rejections.Withheld(model, path)
        : null;

    private static Rejection? Elsewhere(RoutableModel model, RoutedTask task, RoutingState state) =>
        state.Policy is NetworkPolicy.LocalOnly policy ? Rejections.LocalOnly(model, policy)
        : OfKind(task, state.Rules) is Escalation.Never ? Rejections.Never(model)
        : Rule(task, state.Rules) is ({ } path, { Escalation: Escalation.Never } rule) ? Rejections.PathStays(model, path, rule)
        : null;

    private static Escalation OfKind(RoutedTask task, RoutingRules rules) => rules.Tasks.TryGetValue(task.Kind, out var own) ? own : rules.Escalation;

    /// <summary>The strictest rule that covers one of the task's files, and the first such file.</summary>
    private static (string? Path, PathRule? Rule) Rule(RoutedTask task, RoutingRules rules) => rules.Paths
        .Select(rule => (Path: task.Paths.FirstOrDefault(rule.Covers), Rule: (PathRule?)rule))
        .Where(entry => entry.Path is not null)
        .OrderBy(entry => entry.Rule!.Escalation)
        .FirstOrDefault();
}
