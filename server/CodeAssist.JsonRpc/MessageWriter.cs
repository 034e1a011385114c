using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;

namespace CodeAssist.JsonRpc;

/// <summary>The one writer of a connection: bytes go out in the order in which messages were handed over.</summary>
internal sealed class MessageWriter(PipeWriter output)
{
    private readonly Channel<ReadOnlyMemory<byte>> _queue =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Hands a body over. After <see cref="Complete"/> it is dropped: nobody reads any more.</summary>
    public void Send(ReadOnlyMemory<byte> body) => _queue.Writer.TryWrite(body);

    /// <summary>Lets <see cref="RunAsync"/> end after the last message.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <exception cref="IOException">The other side does not read any more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_queue.Reader.TryRead(out var body))
            {
                output.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
                output.Write(body.Span);
            }

            var flushed = await output.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                throw new IOException("The reading end is closed.");
            }
        }
    }

    public static ReadOnlyMemory<byte> Request<T>(RequestId id, string method, T parameters, JsonTypeInfo<T> type) =>
        Body(writer =>
        {
            WriteId(writer, id);
            WriteCall(writer, method, parameters, type);
        });

    public static ReadOnlyMemory<byte> Notification<T>(string method, T parameters, JsonTypeInfo<T> type) =>
        Body(writer => WriteCall(writer, method, parameters, type));

    public static ReadOnlyMemory<byte> Result<T>(RequestId id, T result, JsonTypeInfo<T> type) =>
        Body(writer =>
        {
            WriteId(writer, id);
            writer.WritePropertyName("result"u8);
            JsonSerializer.Serialize(writer, result, type);
        });

    public static ReadOnlyMemory<byte> NullResult(RequestId id) =>
        Body(writer =>
        {
            WriteId(writer, id);
            writer.WriteNull("result"u8);
        });

    public static ReadOnlyMemory<byte> Error(RequestId? id, JsonRpcError error) =>
        Body(writer =>
        {
            WriteId(writer, id);
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        });

    private static void WriteId(Utf8JsonWriter writer, RequestId? id)
    {
        writer.WritePropertyName("id"u8);
        if (id is { } known)
        {
            known.WriteTo(writer);
            return;
        }

        writer.WriteNullValue();
    }

    private static void WriteCall<T>(Utf8JsonWriter writer, string method, T parameters, JsonTypeInfo<T> type)
    {
        writer.WriteString("method"u8, method);
        if (parameters is not null)
        {
            writer.WritePropertyName("params"u8);
            JsonSerializer.Serialize(writer, parameters, type);
        }
    }

    private static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
