using System.Text.Json.Serialization;

namespace CodeAssist.Server.LocalModels;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ShelfContents))]
internal sealed partial class ShelfJsonContext : JsonSerializerContext;
