using System.Text.Json;
using System.Text.Unicode;

namespace CodeAssist.JsonRpc;

/// <summary>One body, told apart. Parameters and results stay bytes until somebody who knows their type reads them.</summary>
internal abstract record JsonRpcMessage
{
    private JsonRpcMessage()
    {
    }

    public sealed record Request(RequestId Id, string Method, ReadOnlyMemory<byte> Parameters) : JsonRpcMessage;

    public sealed record Notification(string Method, ReadOnlyMemory<byte> Parameters) : JsonRpcMessage;

    public sealed record Response(RequestId Id, ReadOnlyMemory<byte> Result, JsonRpcError? Error) : JsonRpcMessage;

    /// <summary>Must be answered with this error.</summary>
    public sealed record Refused(RequestId? Id, JsonRpcError Error) : JsonRpcMessage;

    /// <summary>An answer that belongs to nothing. Never answered: two programs could go on refusing each other's refusals.</summary>
    public sealed record StrayResponse(string Problem) : JsonRpcMessage;

    public static JsonRpcMessage Parse(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            return new Refused(null, new JsonRpcError(JsonRpcErrorCode.ParseError, "The message is not UTF-8"));
        }

        LoneSurrogates.Repair(body);
        try
        {
            return ParseEnvelope(body);
        }
        catch (JsonException)
        {
            return new Refused(null, new JsonRpcError(JsonRpcErrorCode.ParseError, "The message is not JSON"));
        }
    }

    private static JsonRpcMessage ParseEnvelope(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var isBatch = reader.TokenType == JsonTokenType.StartArray;
            ReadToEnd(ref reader);
            return Refuse(null, isBatch ? "Batches are not supported: send one message at a time" : "A message is an object");
        }

        var envelope = new Envelope();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            envelope.ReadProperty(ref reader, body);
        }

        ReadToEnd(ref reader);
        return envelope.ToMessage();
    }

    private static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            // Only reading to the end proves that the whole body is JSON.
        }
    }

    private static Refused Refuse(RequestId? id, string problem) =>
        new(id, new JsonRpcError(JsonRpcErrorCode.InvalidRequest, problem));

    private struct Envelope
    {
        private bool _isVersion2;
        private bool _hasId;
        private bool _hasMethod;
        private bool _hasAnswer;
        private RequestId? _id;
        private string? _method;
        private bool _areParametersStructured;
        private ReadOnlyMemory<byte> _parameters;
        private ReadOnlyMemory<byte> _result;
        private JsonRpcError? _error;

        public Envelope() => _areParametersStructured = true;

        public void ReadProperty(ref Utf8JsonReader reader, byte[] body)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "jsonrpc":
                    _isVersion2 = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
                    break;
                case "id":
                    _hasId = true;
                    _id = RequestId.TryRead(ref reader, out var id) ? id : null;
                    break;
                case "method":
                    _hasMethod = true;
                    _method = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "params":
                    _areParametersStructured =
                        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null;
                    _parameters = Slice(ref reader, body);
                    return;
                case "result":
                    _hasAnswer = true;
                    _result = Slice(ref reader, body);
                    return;
                case "error":
                    _hasAnswer |= reader.TokenType != JsonTokenType.Null;
                    _error = ReadError(Slice(ref reader, body));
                    return;
            }

            reader.Skip();
        }

        public readonly JsonRpcMessage ToMessage()
        {
            if (_hasAnswer && !_hasMethod)
            {
                return _id is { } answered
                    ? new Response(answered, _result, _isVersion2 ? _error : NotVersion2)
                    : new StrayResponse("an answer without a usable id");
            }

            if (!_isVersion2)
            {
                return new Refused(_id, NotVersion2);
            }

            if (_method is null)
            {
                return Refuse(_id, "The method must be a text");
            }

            if (_hasId && _id is null)
            {
                return Refuse(null, "An id is an integer or a text");
            }

            if (!_areParametersStructured)
            {
                return Refuse(_id, "Parameters are an object or an array");
            }

            return _id is { } id ? new Request(id, _method, _parameters) : new Notification(_method, _parameters);
        }

        private static JsonRpcError NotVersion2 => new(JsonRpcErrorCode.InvalidRequest, "The message lacks \"jsonrpc\": \"2.0\"");

        private static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, byte[] body)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return body.AsMemory(start, (int)reader.BytesConsumed - start);
        }

        private static JsonRpcError? ReadError(ReadOnlyMemory<byte> json)
        {
            using var document = JsonDocument.Parse(json);
            var error = document.RootElement;
            if (error.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            var isObject = error.ValueKind == JsonValueKind.Object;
            var code = isObject && error.TryGetProperty("code"u8, out var c) && c.ValueKind == JsonValueKind.Number
                && c.TryGetInt32(out var value) ? value : JsonRpcErrorCode.InternalError;
            var message = isObject && error.TryGetProperty("message"u8, out var m) && m.ValueKind == JsonValueKind.String
                ? m.GetString()! : "The error carries no message";
            return new JsonRpcError(code, message);
        }
    }
}
