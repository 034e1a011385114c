using CodeAssist.Core.LocalModels;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>What became of a list of models.</summary>
/// <param name="List">What can be used: at least what we ship.</param>
/// <param name="Problem">Why the user's file is not part of it, in a sentence that names file and entry; null when it is, or when there is none.</param>
public sealed record OpenModelReading(OpenModelList List, string? Problem);
