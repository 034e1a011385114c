using System.Text.Json.Serialization;

namespace CodeAssist.Models.Local;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(FaultCalibrations))]
internal sealed partial class FaultJsonContext : JsonSerializerContext;
