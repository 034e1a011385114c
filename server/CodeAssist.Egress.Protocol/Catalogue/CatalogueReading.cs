using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>What became of a catalogue file.</summary>
/// <param name="Catalogue">What can be used: at least what we ship.</param>
/// <param name="Problem">Why the user's file is not part of it, in a sentence that names file and entry; null when it is, or when there is none.</param>
public sealed record CatalogueReading(ModelCatalogue Catalogue, string? Problem);
