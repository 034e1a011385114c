using System.Globalization;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Routing;

/// <summary>A decision in words.</summary>
public static class RouteSentences
{
    public static string Of(RouteReason reason) => reason switch
    {
        RouteReason.Completion => "Text at the caret stays on this machine.",
        RouteReason.ModelNamed => "This model is named for it.",
        RouteReason.UserWantsLocal => "You want it done on this machine.",
        RouteReason.Routine => "Routine work stays on this machine.",
        RouteReason.UserWantsStronger => "You want a stronger model.",
        RouteReason.NoLocalModel => "No model of this machine can do it.",
        RouteReason.ManySteps => "It takes many steps with tools.",
        RouteReason.TooLong => "It is too long for the models of this machine.",
        RouteReason.ChecksFailed => "Two answers of this machine's model did not hold when they were checked.",
        RouteReason.Stuck => "This machine's model went round in circles.",
        RouteReason.Contested => "This machine's model contradicts itself here.",
        RouteReason.MeasuredWeak => "Less than half of its last answers to such tasks held.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <returns>What happens, and why, in one or two sentences.</returns>
    public static string Of(RouteDecision decision) => decision.Route switch
    {
        Route.Run run when decision.Hindrance is { } hindrance => $"{Of(run)} {Of(decision.Reason)} But {hindrance.Model} cannot do it instead: {hindrance.Sentence}",
        Route.Run { Model.Tier: Tier.Local } run when decision.IsWorthMore => $"{Of(run)} {Of(decision.Reason)} But no other is known.",
        Route.Run run => $"{Of(run)} {Of(decision.Reason)}",
        Route.Ask { Over: { } period } ask => $"{Of(ask.Wanted)} {Of(decision.Reason)} It goes over {Of(period)}, so you are asked; {Otherwise(ask)}",
        Route.Ask ask => $"{Of(ask.Wanted)} {Of(decision.Reason)} You are asked first; {Otherwise(ask)}",
        Route.Nobody nobody => $"{nobody.Why} {nobody.NextStep}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Who would be asked, for how much, and why: for whoever is to decide.</summary>
    public static string OfWanted(RouteDecision decision, Route.Ask ask) =>
        $"{Of(ask.Wanted)} {Of(decision.Reason)}{(ask.Over is { } period ? $" It goes over {Of(period)}." : "")}";

    private static string Of(Route.Run run)
    {
        var cost = run.Model.Tier is Tier.Local ? "" : run.Model.IsPriceKnown ? $", at most {SpendSentences.AtMost(run.MostDollars)}" : $", at most {SpendSentences.AtMost(run.MostDollars)} (its price is not known: the dearest that is)";
        var parts = run.Plan.Parts == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" in {run.Plan.Parts} questions");
        return $"{run.Model.Id}{parts}{cost}.";
    }

    private static string Of(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Task => "the budget of one task",
        BudgetPeriod.Day => "today's budget",
        BudgetPeriod.Month => "this month's budget",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Otherwise(Route.Ask ask) => ask.Otherwise is Route.Run run ? $"otherwise {Of(run)}" : "otherwise nobody does it.";
}
