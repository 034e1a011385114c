using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <summary>Name of a long task: a text, or an integer in the form the editor gave it.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct ProgressToken
{
    private readonly long _number;
    private readonly string? _text;

    public ProgressToken(long number) => _number = number;

    public ProgressToken(string text) => _text = text;

    public override string ToString() => _text is null ? _number.ToString(CultureInfo.InvariantCulture) : $"\"{_text}\"";

    internal sealed class Converter : JsonConverter<ProgressToken>
    {
        public override ProgressToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.String => new ProgressToken(reader.GetString()!),
                JsonTokenType.Number when reader.TryGetInt64(out var number) => new ProgressToken(number),
                _ => throw new JsonException(),
            };

        public override void Write(Utf8JsonWriter writer, ProgressToken value, JsonSerializerOptions options)
        {
            if (value._text is { } text)
            {
                writer.WriteStringValue(text);
                return;
            }

            writer.WriteNumberValue(value._number);
        }
    }
}
