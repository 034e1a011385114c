using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace CodeAssist.JsonRpc;

/// <summary>Cuts a byte stream into bodies by their <c>Content-Length</c>, within limits.</summary>
internal sealed class MessageReader(PipeReader input, JsonRpcOptions options)
{
    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;

    public async Task<Frame> ReadAsync(CancellationToken cancellationToken)
    {
        var header = await ReadHeaderAsync(cancellationToken);
        if (header.End is { } end)
        {
            return new Frame.End(end);
        }

        var isOversized = header.ContentLength > options.MaxBodyBytes;
        var kept = new byte[isOversized ? Math.Min(options.OversizedHeadBytes, header.ContentLength) : header.ContentLength];
        if (!await FillAsync(kept, header.ContentLength, cancellationToken))
        {
            return new Frame.End(new ConnectionEnd(ConnectionEndKind.HalfMessage, "the input ended within a message"));
        }

        return isOversized ? new Frame.Oversized(new OversizedMessage(header.ContentLength, kept)) : new Frame.Body(kept);
    }

    private async Task<(long ContentLength, ConnectionEnd? End)> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (TryTakeHeader(read.Buffer, out var header, out var rest))
            {
                input.AdvanceTo(rest);
                return ParseContentLength(header) is { } length ? (length, null) : (0, Broken("no usable Content-Length"));
            }

            if (read.Buffer.Length >= options.MaxHeaderBytes)
            {
                return (0, Broken($"no end within {options.MaxHeaderBytes} bytes"));
            }

            if (read.IsCompleted)
            {
                return (0, read.Buffer.IsEmpty
                    ? new ConnectionEnd(ConnectionEndKind.EndOfInput, "the other side closed")
                    : new ConnectionEnd(ConnectionEndKind.HalfMessage, "the input ended within a header"));
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool TryTakeHeader(ReadOnlySequence<byte> buffer, out string header, out SequencePosition rest)
    {
        var bytes = buffer.Slice(0, Math.Min(buffer.Length, options.MaxHeaderBytes));
        var reader = new SequenceReader<byte>(bytes);
        var found = reader.TryReadTo(out ReadOnlySequence<byte> fields, HeaderEnd, advancePastDelimiter: true);
        header = found ? Encoding.Latin1.GetString(fields) : "";
        rest = reader.Position;
        return found;
    }

    private static long? ParseContentLength(string header)
    {
        long? length = null;
        foreach (var line in header.Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return null;
            }

            if (!line.AsSpan(0, colon).Trim().Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            // Twice is as bad as not at all: which one is true decides where the next message starts.
            if (length is not null
                || !long.TryParse(line.AsSpan(colon + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            length = value;
        }

        return length;
    }

    /// <summary>Takes <paramref name="byteCount"/> bytes and keeps the first of them. False when the input ends before.</summary>
    private async Task<bool> FillAsync(byte[] kept, long byteCount, CancellationToken cancellationToken)
    {
        for (var taken = 0L; taken < byteCount;)
        {
            var read = await input.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, byteCount - taken));
            if (taken < kept.Length)
            {
                part.Slice(0, Math.Min(part.Length, kept.Length - taken)).CopyTo(kept.AsSpan((int)taken));
            }

            taken += part.Length;
            input.AdvanceTo(part.End);
            if (read.IsCompleted && part.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static ConnectionEnd Broken(string problem) => new(ConnectionEndKind.BrokenHeader, $"the header has {problem}");
}
