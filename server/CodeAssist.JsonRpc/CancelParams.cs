using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CodeAssist.JsonRpc;

/// <summary>The one notification that this room understands itself.</summary>
internal sealed record CancelParams([property: JsonConverter(typeof(RequestIdConverter))] RequestId Id)
{
    public const string Method = "$/cancelRequest";

    public static JsonTypeInfo<CancelParams> Type => CancelJsonContext.Default.CancelParams;
}
