using System.Text.Json.Serialization;
using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Broker;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PingParams))]
[JsonSerializable(typeof(PingResult))]
[JsonSerializable(typeof(PolicyParams))]
[JsonSerializable(typeof(PolicyResult))]
[JsonSerializable(typeof(RunCommandResult))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(StartEgressParams))]
[JsonSerializable(typeof(StartEgressResult))]
[JsonSerializable(typeof(StartModelHostParams))]
[JsonSerializable(typeof(StartModelHostResult))]
internal sealed partial class BrokerJsonContext : JsonSerializerContext;
