using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Egress.Protocol;

/// <summary>Serializers of every record on the wire, generated at compile time. Strict: what is unknown or doubled is refused.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HelloParams))]
[JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(SetKeyParams))]
[JsonSerializable(typeof(SetKeyResult))]
[JsonSerializable(typeof(ChatParams))]
[JsonSerializable(typeof(FimParams))]
[JsonSerializable(typeof(ChatPieceParams))]
[JsonSerializable(typeof(ChatResult))]
[JsonSerializable(typeof(DownloadOpenParams))]
[JsonSerializable(typeof(DownloadOpenResult))]
[JsonSerializable(typeof(DownloadReadParams))]
[JsonSerializable(typeof(DownloadReadResult))]
[JsonSerializable(typeof(ModelSearchParams))]
[JsonSerializable(typeof(ModelSearchResult))]
[JsonSerializable(typeof(AttemptParams))]
[JsonSerializable(typeof(AttemptResult))]
[JsonSerializable(typeof(AttemptRefusedParams))]
[JsonSerializable(typeof(AttemptEndedParams))]
public sealed partial class EgressJsonContext : JsonSerializerContext;
