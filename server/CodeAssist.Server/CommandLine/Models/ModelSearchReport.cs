using CodeAssist.Egress.Protocol;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>What <c>models search --json</c> says.</summary>
/// <param name="Catalogue">Models of the catalogue and of the user's own list.</param>
/// <param name="Hub">Places of the hub; null where it was not asked.</param>
/// <param name="HubProblem">Why it was not, or gave no answer; null where it did.</param>
internal sealed record ModelSearchReport(IReadOnlyList<OfferedModel> Catalogue, IReadOnlyList<HubFinding>? Hub, string? HubProblem);
