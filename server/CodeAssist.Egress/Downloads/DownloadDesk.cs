using System.Collections.Concurrent;
using CodeAssist.Core.Integrity;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Downloads;

/// <summary>Downloads of one client: each is on record before it is asked for, and handed over piece by piece as the client asks.</summary>
/// <param name="hubs">The way out; null where nothing may leave the machine.</param>
/// <param name="client">Keeps the record.</param>
/// <param name="ended">Told what became of each attempt.</param>
internal sealed class DownloadDesk(HubConnections? hubs, IAttemptClient client, Action<AttemptEndedParams> ended) : IAsyncDisposable
{
    private const int PieceBytes = 1 << 20;
    private const int MostAtOnce = 8;

    private static readonly string _nothing = Sha256.HexOf([]);

    private readonly ConcurrentDictionary<string, HubDownload> _open = new(StringComparer.Ordinal);

    public async Task<DownloadOpenResult> OpenAsync(DownloadOpenParams parameters, CancellationToken cancellationToken)
    {
        if (hubs is null)
        {
            return new DownloadOpenResult(null, HubFailures.LocalOnly);
        }

        if (hubs.Find(parameters.Model, parameters.File) is not var (hub, address) || parameters.From < 0 || _open.Count >= MostAtOnce || _open.ContainsKey(parameters.CallId))
        {
            return new DownloadOpenResult(null, HubFailures.NotListed);
        }

        var attempt = new AttemptParams(
            parameters.CallId, hub.Id, hub.Origin.ToString(), parameters.Model, Bytes: 0, _nothing, new Dictionary<string, int>(StringComparer.Ordinal));
        if (await client.BeginAsync(attempt, cancellationToken) is { Refusal: { } refusal })
        {
            return new DownloadOpenResult(null, refusal);
        }

        try
        {
            var download = await hubs.OpenAsync(hub, address, parameters.From, parameters.Tag, cancellationToken);
            _open[parameters.CallId] = download;
            return new DownloadOpenResult(download.Head, null);
        }
        catch (EgressException exception)
        {
            ended(new AttemptEndedParams(parameters.CallId, Status: null, ReceivedBytes: 0, Usage: null, exception.Failure));
            return new DownloadOpenResult(null, exception.Failure);
        }
        catch (OperationCanceledException)
        {
            ended(new AttemptEndedParams(parameters.CallId, Status: null, ReceivedBytes: 0, Usage: null, Failure: null));
            throw;
        }
    }

    public async Task<DownloadReadResult> ReadAsync(DownloadReadParams parameters, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(parameters.CallId, out var download))
        {
            return new DownloadReadResult([], HubFailures.UnknownCall);
        }

        EgressFailure? failure = null;
        if (!parameters.Close)
        {
            try
            {
                var piece = new byte[PieceBytes];
                if (await download.ReadAsync(piece, cancellationToken) is > 0 and var length)
                {
                    return new DownloadReadResult(length == piece.Length ? piece : piece[..length], null);
                }
            }
            catch (EgressException exception)
            {
                failure = exception.Failure;
            }
        }

        if (_open.TryRemove(parameters.CallId, out _))
        {
            ended(new AttemptEndedParams(parameters.CallId, download.Status, download.ReceivedBytes, Usage: null, failure));
            await download.DisposeAsync();
        }

        return new DownloadReadResult([], failure);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var download in _open.Values)
        {
            await download.DisposeAsync();
        }
    }
}
