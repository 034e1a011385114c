using CodeAssist.Core.Agent.Checks;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Delegating;

/// <summary>A task as the user gives it.</summary>
/// <param name="Goal">In the user's words.</param>
/// <param name="IsPlan">Whether only a plan is wanted.</param>
/// <param name="Directions">Who should do it.</param>
/// <param name="Checks">The commands that check the code; null to find them.</param>
/// <param name="Steps">Most answers of models.</param>
/// <param name="MostDollars">US dollars that it may cost; null where the budgets alone say.</param>
internal sealed record DelegationWish(string Goal, bool IsPlan, AssistDirections Directions, IReadOnlyList<CheckCommand>? Checks, int Steps, decimal? MostDollars);
