using System.Text.Json.Serialization;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting.Output;

/// <summary>A decision on who does a task, for programs.</summary>
/// <param name="Route"><c>run</c>, <c>ask</c> or <c>nobody</c>.</param>
/// <param name="Model">Who does it, or would; null for nobody.</param>
/// <param name="Questions">In how many questions; 0 for nobody.</param>
/// <param name="MostDollars">The most that it can cost.</param>
/// <param name="IsPriceKnown">Whether that rests on the model's own price.</param>
/// <param name="Otherwise">Who does it where the user says no; null for nobody, and where nobody is asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sentence">All of it in words.</param>
/// <param name="InputTokens">Estimated tokens of the question.</param>
/// <param name="OutputTokens">Most tokens of the answer.</param>
/// <param name="Rejected">Every other model, and why not.</param>
internal sealed record RouteReport(
    string Route,
    string? Model,
    int Questions,
    decimal MostDollars,
    bool IsPriceKnown,
    string? Otherwise,
    RouteReason Reason,
    string Sentence,
    int InputTokens,
    int OutputTokens,
    IReadOnlyList<Rejection> Rejected)
{
    /// <summary>What would be sent; absent where nobody asked, and where nothing would.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SentTurn>? Sent { get; init; }

    /// <summary>Why nothing would be sent; absent where nobody asked, and where something would.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotSent { get; init; }

    public static RouteReport Of(RouteDecision decision)
    {
        var run = decision.Route as Core.Routing.Route.Run ?? (decision.Route as Core.Routing.Route.Ask)?.Wanted;
        return new RouteReport(
            decision.Route switch { Core.Routing.Route.Run => "run", Core.Routing.Route.Ask => "ask", _ => "nobody" },
            run?.Model.Id,
            run?.Plan.Parts ?? 0,
            run?.MostDollars ?? 0,
            run?.Model.IsPriceKnown ?? true,
            ((decision.Route as Core.Routing.Route.Ask)?.Otherwise as Core.Routing.Route.Run)?.Model.Id,
            decision.Reason,
            RouteSentences.Of(decision),
            decision.Task.Size.InputTokens,
            decision.Task.Size.OutputTokens,
            decision.Rejected);
    }
}
