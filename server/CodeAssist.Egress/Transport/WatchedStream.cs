using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;

namespace CodeAssist.Egress.Transport;

/// <summary>The body of an answer: ends with a reason when nothing comes for too long, when it is too large, or when it breaks off.</summary>
internal sealed class WatchedStream(
    Stream inner, HttpResponseMessage response, Provider provider, OutgoingCall call, TransportLimits limits, TimeProvider time) : Stream
{
    private long _received;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(limits.Stall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return Count(await inner.ReadAsync(buffer, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EgressException(TransportFailures.Stalled(provider, limits.Stall));
        }
        catch (IOException)
        {
            throw new EgressException(TransportFailures.Broken(provider));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Refused: a read that cannot be ended would wait for ever.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are read asynchronously only.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        _received += bytes;
        call.Received(bytes);
        return _received <= limits.ResponseBytes ? bytes : throw new EgressException(TransportFailures.AnswerTooLarge(provider, limits.ResponseBytes));
    }
}
