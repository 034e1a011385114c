using System.Text.Json.Serialization;
using CodeAssist.Core.Agent.Commands;

namespace CodeAssist.Server.Delegating.Hands;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Dictionary<string, List<RememberedCommand>>))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;
