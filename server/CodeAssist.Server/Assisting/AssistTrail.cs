using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting;

/// <summary>How an answer came about.</summary>
/// <param name="TaskId">The task's name in the ledger.</param>
/// <param name="Decision">The last decision on who does it.</param>
/// <param name="Steps">Every question that was asked.</param>
internal sealed record AssistTrail(string TaskId, RouteDecision Decision, IReadOnlyList<AssistStep> Steps);
