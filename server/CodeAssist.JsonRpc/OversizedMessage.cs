using System.Text.Json;

namespace CodeAssist.JsonRpc;

/// <summary>A message that was skipped because it is over <see cref="JsonRpcOptions.MaxBodyBytes"/>; its first bytes may tell what it was.</summary>
public sealed class OversizedMessage
{
    private readonly ReadOnlyMemory<byte> _head;

    internal OversizedMessage(long byteCount, ReadOnlyMemory<byte> head)
    {
        ByteCount = byteCount;
        _head = head;
        Method = FindText("method");
    }

    /// <summary>Length of the body, as its header said.</summary>
    public long ByteCount { get; }

    /// <summary>Null when the first bytes do not tell.</summary>
    public string? Method { get; }

    /// <summary>The text at a path of property names, or null when the first bytes do not hold it.</summary>
    public string? FindText(params ReadOnlySpan<string> path)
    {
        var reader = Seek(path, out var found);
        return found && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    internal RequestId? FindId()
    {
        var reader = Seek(["id"], out var found);
        return found && RequestId.TryRead(ref reader, out var id) ? id : null;
    }

    private Utf8JsonReader Seek(ReadOnlySpan<string> path, out bool found)
    {
        // Not the final block: the head ends anywhere, and reading stops there without an error.
        var reader = new Utf8JsonReader(_head.Span, isFinalBlock: false, state: default);
        found = false;
        try
        {
            var matched = 0;
            while (reader.Read() && reader.CurrentDepth >= matched)
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != matched + 1
                    || !reader.ValueTextEquals(path[matched]))
                {
                    continue;
                }

                if (++matched == path.Length)
                {
                    found = reader.Read();
                    return reader;
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON after all: then it tells nothing.
        }

        return reader;
    }
}
