using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.JsonRpc;

internal sealed class RequestIdConverter : JsonConverter<RequestId>
{
    // A null id names no request; without this it would arrive as one.
    public override bool HandleNull => true;

    public override RequestId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RequestId.TryRead(ref reader, out var id) ? id : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, RequestId value, JsonSerializerOptions options) => value.WriteTo(writer);
}
