using System.Text.Json.Serialization;

namespace CodeAssist.Server.LocalModels.Downloads;

[JsonSerializable(typeof(PartialState))]
internal sealed partial class PartialJsonContext : JsonSerializerContext;
