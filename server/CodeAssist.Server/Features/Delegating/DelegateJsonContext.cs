using System.Text.Json;
using System.Text.Json.Serialization;
using CodeAssist.Server.Delegating.Output;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>Serializers of the tasks that an editor delegates, and of what comes of them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DelegateWish))]
[JsonSerializable(typeof(AgentReport))]
internal sealed partial class DelegateJsonContext : JsonSerializerContext;
