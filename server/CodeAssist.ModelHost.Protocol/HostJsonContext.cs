using System.Text.Json.Serialization;

namespace CodeAssist.ModelHost.Protocol;

/// <summary>Serializers of every record on the host's wire, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HelloParams))]
[JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(StatusParams))]
[JsonSerializable(typeof(StatusResult))]
[JsonSerializable(typeof(InspectModelParams))]
[JsonSerializable(typeof(InspectModelResult))]
[JsonSerializable(typeof(DistrustDeviceParams))]
[JsonSerializable(typeof(DistrustDeviceResult))]
[JsonSerializable(typeof(TrustDevicesParams))]
[JsonSerializable(typeof(TrustDevicesResult))]
[JsonSerializable(typeof(LoadModelParams))]
[JsonSerializable(typeof(LoadModelResult))]
[JsonSerializable(typeof(LoadProgressParams))]
[JsonSerializable(typeof(UnloadModelParams))]
[JsonSerializable(typeof(UnloadModelResult))]
[JsonSerializable(typeof(GenerateParams))]
[JsonSerializable(typeof(GenerateResult))]
[JsonSerializable(typeof(GeneratedTextParams))]
[JsonSerializable(typeof(ChatParams))]
[JsonSerializable(typeof(ChatResult))]
[JsonSerializable(typeof(ScoreParams))]
[JsonSerializable(typeof(ScoreResult))]
[JsonSerializable(typeof(CountTokensParams))]
[JsonSerializable(typeof(CountTokensResult))]
public sealed partial class HostJsonContext : JsonSerializerContext;
