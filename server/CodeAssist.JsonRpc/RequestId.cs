using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace CodeAssist.JsonRpc;

/// <summary>Name of one request: an integer or a text. 92 and "92" are two different ids.</summary>
/// <remarks>A class, so that the collections keyed by it are code that the framework has compiled ahead: every editor waits for our start.</remarks>
public sealed record RequestId
{
    private readonly long _number;
    private readonly string? _text;

    public RequestId(long number) => _number = number;

    public RequestId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    // Quotes around text ids keep 92 and "92" apart in a log.
    public override string ToString() => _text is null ? _number.ToString(CultureInfo.InvariantCulture) : $"\"{_text}\"";

    /// <summary>Reads the id the reader stands on; false for null, fractions and everything else that names no request.</summary>
    internal static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out RequestId? id)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            id = new RequestId(reader.GetString()!);
            return true;
        }

        id = null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            id = new RequestId(number);
            return true;
        }

        return false;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (_text is null)
        {
            writer.WriteNumberValue(_number);
            return;
        }

        writer.WriteStringValue(_text);
    }
}
