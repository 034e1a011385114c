using CodeAssist.Core.Policy;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Routing;

/// <summary>How things stand when a task comes.</summary>
/// <param name="Policy">Whether anything may leave the machine.</param>
/// <param name="Rules">What the user set.</param>
/// <param name="Models">Every model that is known, those of one provider in the catalogue's order.</param>
/// <param name="Funds">What is left of the budgets.</param>
/// <param name="Today">By the user's own calendar.</param>
public sealed record RoutingState(NetworkPolicy Policy, RoutingRules Rules, IReadOnlyList<RoutableModel> Models, Funds Funds, DateOnly Today);
