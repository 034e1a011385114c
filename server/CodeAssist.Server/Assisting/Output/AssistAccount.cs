using System.Globalization;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Assisting.Output;

/// <summary>What a task took, in a line.</summary>
internal static class AssistAccount
{
    /// <summary>The same behind the reason why it was done here, where it was worth more.</summary>
    public static string WithReason(AssistTrail trail) =>
        trail.Decision is { IsWorthMore: true, Route: Route.Run { Model.Tier: Tier.Local } } ? $"{RouteSentences.Of(trail.Decision)} {Of(trail)}" : Of(trail);

    public static string Of(AssistTrail trail)
    {
        var steps = trail.Steps;
        var seconds = steps.Sum(step => step.Milliseconds) / 1000;
        var questions = steps.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{steps.Count} questions, ");
        var tokens = steps.All(step => step.Tokens is not null)
            ? string.Create(CultureInfo.InvariantCulture, $"{steps.Sum(step => step.Tokens!.Input):N0} tokens asked, {steps.Sum(step => step.Tokens!.Output):N0} answered")
            : "tokens not told";
        var cost = steps.All(step => step.Dollars is not null) ? SpendSentences.Dollars(steps.Sum(step => step.Dollars!.Value)) : "cost not known";
        return string.Create(CultureInfo.InvariantCulture, $"{(steps.Count == 0 ? "" : steps[^1].Model + ": ")}{questions}{tokens}, {cost}, {seconds:0.0} s");
    }
}
