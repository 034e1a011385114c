using System.Text.Json.Serialization;

namespace CodeAssist.JsonRpc;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CancelParams))]
internal sealed partial class CancelJsonContext : JsonSerializerContext;
