using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>What <c>models list --json</c> says.</summary>
/// <param name="Machine">What models would run on; null where the host does not say.</param>
/// <param name="Here">Files on this machine.</param>
/// <param name="Catalogue">What is known beyond these.</param>
internal sealed record ModelsReport(Machine? Machine, IReadOnlyList<ModelRow> Here, IReadOnlyList<OfferedModel> Catalogue);
