using System.Text.Json.Serialization;

namespace CodeAssist.Server.Delegating.Memory;

/// <summary>Serializers of what is remembered of tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, NewLine = "\n")]
[JsonSerializable(typeof(StoredEditForms))]
internal sealed partial class DelegatingJsonContext : JsonSerializerContext;
