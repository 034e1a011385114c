using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Reads catalogues. Strict: what is unknown or doubled is refused; comments may stand between entries.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CatalogueEntries))]
internal sealed partial class CatalogueJsonContext : JsonSerializerContext;
