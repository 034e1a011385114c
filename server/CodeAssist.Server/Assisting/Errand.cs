using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Assisting;

/// <summary>On whose behalf a model is asked.</summary>
/// <param name="TaskId">Names the task, of which one question may be only a part.</param>
/// <param name="Actor">Which part of the product asks: <c>explain</c>.</param>
/// <param name="Task">The task.</param>
/// <param name="Approval">What the user allowed it to cost when asked; null where the budgets say.</param>
internal sealed record Errand(string TaskId, string Actor, RoutedTask Task, SpendApproval? Approval);
