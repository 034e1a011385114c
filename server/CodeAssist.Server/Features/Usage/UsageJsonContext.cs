using System.Text.Json.Serialization;

namespace CodeAssist.Server.Features.Usage;

/// <summary>Serializers of the usage files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckedAnswerEntry))]
[JsonSerializable(typeof(LocalUseEntry))]
[JsonSerializable(typeof(UsageEntry))]
internal sealed partial class UsageJsonContext : JsonSerializerContext;
