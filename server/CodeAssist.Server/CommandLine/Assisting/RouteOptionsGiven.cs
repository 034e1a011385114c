using CodeAssist.Core.Routing;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>What <c>codeassist route</c> was asked for.</summary>
/// <param name="Task">The task, its sizes where no lines are named.</param>
/// <param name="Place">The lines that it is about, as the user wrote them; null for none.</param>
/// <param name="IsDryRun">Whether to show what would be sent.</param>
/// <param name="AsJson">For programs instead of people.</param>
internal sealed record RouteOptionsGiven(RoutedTask Task, string? Place, bool IsDryRun, bool AsJson);
