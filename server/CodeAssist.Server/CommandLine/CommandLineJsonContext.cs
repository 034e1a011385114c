using System.Text.Json.Serialization;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.CommandLine.Models;
using CodeAssist.Server.CommandLine.Stored;
using CodeAssist.Server.CommandLine.Usage;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.Server.Verification;

namespace CodeAssist.Server.CommandLine;

/// <summary>Serializers of everything that <c>--json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CompleteReport[]))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(AssistReport))]
[JsonSerializable(typeof(RouteReport))]
[JsonSerializable(typeof(AgentReport))]
[JsonSerializable(typeof(EditFormReport))]
[JsonSerializable(typeof(LedgerReport))]
[JsonSerializable(typeof(StoredRow[]))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(ModelsReport))]
[JsonSerializable(typeof(VerifiedModel[]))]
[JsonSerializable(typeof(ModelSearchReport))]
[JsonSerializable(typeof(PolicyReport))]
[JsonSerializable(typeof(ProofReport))]
[JsonSerializable(typeof(ReviewReport))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CommandLineJsonContext : JsonSerializerContext;
