using System.Text.Json.Serialization;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProjectAssets))]
internal sealed partial class ProjectAssetsJsonContext : JsonSerializerContext;
