using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>Reads lists of models. Strict: what is unknown or doubled is refused; comments may stand between entries.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OpenModelEntries))]
internal sealed partial class OpenModelJsonContext : JsonSerializerContext;
