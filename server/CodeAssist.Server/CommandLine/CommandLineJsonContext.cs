using System.Text.Json.Serialization;

namespace CodeAssist.Server.CommandLine;

/// <summary>Serializers of everything that <c>--json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CompleteReport[]))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(UsageRow[]))]
[JsonSerializable(typeof(PolicyReport))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CommandLineJsonContext : JsonSerializerContext;
