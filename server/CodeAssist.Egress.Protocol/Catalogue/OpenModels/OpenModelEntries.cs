using CodeAssist.Core.LocalModels;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>The list of models as it is written in a file. Every value carries its source; in the user's own file that may be left out.</summary>
internal sealed record OpenModelEntries(int Version, IReadOnlyList<HubEntry>? Hubs = null, IReadOnlyList<OpenModelEntry>? Models = null);

internal sealed record HubEntry(
    string Id, string Name, string Origin, string FilePath, FactEntry<IReadOnlyList<string>> RedirectDomains, string? SearchPath = null);

internal sealed record ShapeEntry(int Layers, int Width, int KeyValueHeads, int HeadWidth, int FeedForwardWidth = 0, int Vocabulary = 0);

internal sealed record FigureEntry(string Test, decimal Value, string? Source = null, DateOnly? ReadOn = null);

internal sealed record FileEntry(
    string Quantisation,
    string Repository,
    string Path,
    string Hub = "huggingface",
    string Revision = "main",
    FactEntry<long>? Bytes = null,
    FactEntry<string>? Sha256 = null);

internal sealed record OpenModelEntry(
    string Id,
    string? Name = null,
    IReadOnlyList<ModelRole>? Roles = null,
    FactEntry<string>? Fim = null,
    FactEntry<string>? Architecture = null,
    FactEntry<long>? Parameters = null,
    FactEntry<int>? ContextTokens = null,
    FactEntry<ShapeEntry>? Shape = null,
    FactEntry<string>? Licence = null,
    FactEntry<string>? LicenceText = null,
    FactEntry<CommercialUse>? Commercial = null,
    FactEntry<bool>? OpenWeights = null,
    FactEntry<bool>? OpenData = null,
    FactEntry<bool>? OpenCode = null,
    IReadOnlyList<FileEntry>? Files = null,
    IReadOnlyList<FigureEntry>? Figures = null);
