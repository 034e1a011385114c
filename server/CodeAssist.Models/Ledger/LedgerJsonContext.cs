using System.Text.Json.Serialization;

namespace CodeAssist.Models.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerRecord))]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(SegmentHeader))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;
