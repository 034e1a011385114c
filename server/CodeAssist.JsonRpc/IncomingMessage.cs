using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CodeAssist.JsonRpc;

/// <summary>A request or a notification from the other side.</summary>
public abstract class IncomingMessage
{
    private readonly ReadOnlyMemory<byte> _parameters;

    private protected IncomingMessage(string method, ReadOnlyMemory<byte> parameters)
    {
        Method = method;
        _parameters = parameters;
    }

    public string Method { get; }

    /// <summary>Reads the parameters. Absent or null parameters read as <c>{}</c>.</summary>
    /// <param name="type">The serializer, generated at compile time.</param>
    /// <param name="parameters">What was read.</param>
    /// <param name="problem">What does not fit, without any content of the message.</param>
    public bool TryReadParameters<T>(
        JsonTypeInfo<T> type, [NotNullWhen(true)] out T? parameters, [NotNullWhen(false)] out string? problem)
    {
        var json = _parameters.IsEmpty || _parameters.Span.SequenceEqual("null"u8) ? "{}"u8 : _parameters.Span;
        try
        {
            parameters = JsonSerializer.Deserialize(json, type);
            problem = parameters is null ? $"Parameters of {Method} are missing" : null;
            return parameters is not null;
        }
        catch (JsonException exception)
        {
            parameters = default;
            problem = $"Parameters of {Method} do not fit at {exception.Path ?? "$"}";
            return false;
        }
    }
}
