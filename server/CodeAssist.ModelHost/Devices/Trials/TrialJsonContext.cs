using System.Text.Json.Serialization;

namespace CodeAssist.ModelHost.Devices.Trials;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<QuarantinedDevice>))]
[JsonSerializable(typeof(TrialAnswer))]
internal sealed partial class TrialJsonContext : JsonSerializerContext;
