using System.Text.Json.Serialization;

namespace CodeAssist.Processes.Policy;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(PrivateRepositoriesContent))]
internal sealed partial class PrivateRepositoriesJsonContext : JsonSerializerContext;
