using System.Text.Json.Serialization;

namespace CodeAssist.JsonRpc.Tests;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Sum))]
[JsonSerializable(typeof(Text))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(int))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
