using System.Text.Json;
using System.Text.Json.Serialization;
using CodeAssist.Server.Assisting.Output;

namespace CodeAssist.Server.Features.Assist;

/// <summary>Serializers of what an editor asks of models, and of what comes of it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AssistWish))]
[JsonSerializable(typeof(AssistReport))]
internal sealed partial class AssistJsonContext : JsonSerializerContext;
