using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Downloads;

/// <summary>A file on its way from a hub, read as fast as somebody takes it.</summary>
internal sealed class HubDownload(
    Provider place, DownloadHead head, int status, Stream body, HttpResponseMessage response, SocketsHttpHandler connections, TimeSpan stall, TimeProvider time) : IAsyncDisposable
{
    public DownloadHead Head => head;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status => status;

    public long ReceivedBytes { get; private set; }

    /// <summary>Reads until the buffer is full or the body ends.</summary>
    /// <exception cref="EgressException">It broke off, or nothing came for too long.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(stall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var done = 0;
        try
        {
            for (int read; done < buffer.Length && (read = await body.ReadAsync(buffer[done..], either.Token)) > 0; done += read)
            {
                limit.CancelAfter(stall);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has come is handed over; the next reading tells of the stall.
            if (done == 0)
            {
                throw new EgressException(TransportFailures.Stalled(place, stall));
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            if (done == 0)
            {
                throw new EgressException(TransportFailures.Broken(place));
            }
        }

        ReceivedBytes += done;
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        response.Dispose();
        connections.Dispose();
    }
}
