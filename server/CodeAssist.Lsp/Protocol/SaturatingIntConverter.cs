using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <summary>Reads any number as the nearest one that fits.</summary>
/// <remarks>Editors name "the end" with numbers such as 4294967295 or 1e9, and some write every number with a fraction.</remarks>
public sealed class SaturatingIntConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException();
        }

        return reader.TryGetInt32(out var value) ? value : (int)Math.Clamp(reader.GetDouble(), int.MinValue, int.MaxValue);
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
