using System.Text.Json.Serialization;

namespace CodeAssist.Models.Local;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Confidences))]
internal sealed partial class ConfidenceJsonContext : JsonSerializerContext;
