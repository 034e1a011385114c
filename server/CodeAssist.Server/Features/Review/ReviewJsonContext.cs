using System.Text.Json.Serialization;
using CodeAssist.Server.Reviewing.Output;

namespace CodeAssist.Server.Features.Review;

/// <summary>Serializers of what editors say and hear of reviews.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReviewWish))]
[JsonSerializable(typeof(DismissWish))]
[JsonSerializable(typeof(ReviewReport))]
internal sealed partial class ReviewJsonContext : JsonSerializerContext;
