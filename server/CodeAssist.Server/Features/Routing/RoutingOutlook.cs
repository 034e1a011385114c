using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Features.Routing;

/// <param name="Title">What would be asked.</param>
/// <param name="Decision">Who would do it.</param>
internal sealed record RoutingOutlook(string Title, RouteDecision Decision);
