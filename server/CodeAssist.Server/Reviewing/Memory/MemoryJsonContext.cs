using CodeAssist.Server.Reviewing.Chat;
using System.Text.Json.Serialization;

namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>Serializers of what is remembered of reviews.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, NewLine = "\n")]
[JsonSerializable(typeof(DismissalList))]
[JsonSerializable(typeof(StoredReview))]
[JsonSerializable(typeof(StoredUnits))]
internal sealed partial class MemoryJsonContext : JsonSerializerContext;
