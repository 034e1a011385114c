using System.Collections.Concurrent;
using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.LocalModels;
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

    private const string Searching = "(search)";

    private readonly ConcurrentDictionary<string, HubDownload> _open = new(StringComparer.Ordinal);

    public async Task<DownloadOpenResult> OpenAsync(DownloadOpenParams parameters, CancellationToken cancellationToken)
    {
        if (hubs is null)
        {
            return new DownloadOpenResult(null, HubFailures.LocalOnly);
        }

        if (hubs.Find(parameters.Model, parameters.File, parameters.Part) is not var (hub, address) || parameters.From < 0 || _open.ContainsKey(parameters.CallId))
        {
            return new DownloadOpenResult(null, HubFailures.NotListed);
        }

        if (_open.Count >= MostAtOnce)
        {
            return new DownloadOpenResult(null, HubFailures.TooMany);
        }

        if (await RefusalAsync(parameters.CallId, hub, parameters.Model, said: "", cancellationToken) is { } refusal)
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

    /// <summary>Looks in all hubs for what the user named when egress was started.</summary>
    public async Task<ModelSearchResult> SearchAsync(ModelSearchParams parameters, CancellationToken cancellationToken)
    {
        if (hubs is null)
        {
            return new ModelSearchResult(null, HubFailures.LocalOnly);
        }

        var found = new List<HubFinding>();
        if (hubs.Searches().ToList() is not { Count: > 0 } searches)
        {
            return new ModelSearchResult(null, HubFailures.NoSearch);
        }

        foreach (var (hub, address) in searches)
        {
            if (await RefusalAsync(parameters.CallId, hub, Searching, hubs.Words, cancellationToken) is { } refusal)
            {
                return new ModelSearchResult(null, refusal);
            }

            EgressFailure? failure = null;
            var content = Array.Empty<byte>();
            try
            {
                content = await hubs.ReadAsync(hub, address, cancellationToken);
                found.AddRange(HubFindings.Read(content, hub));
            }
            catch (EgressException exception)
            {
                failure = exception.Failure;
            }

            ended(new AttemptEndedParams(parameters.CallId, failure is null ? 200 : null, content.Length, Usage: null, failure));
            if (failure is not null)
            {
                return new ModelSearchResult(null, failure);
            }
        }

        return new ModelSearchResult(found, null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var download in _open.Values)
        {
            await download.DisposeAsync();
        }
    }

    // What is said goes along in the address.
    private async Task<EgressFailure?> RefusalAsync(string callId, ModelHub hub, string model, string said, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(said);
        var attempt = new AttemptParams(callId, hub.Id, hub.Origin.ToString(), model, bytes.Length, Sha256.HexOf(bytes), new Dictionary<string, int>(StringComparer.Ordinal));
        return (await client.BeginAsync(attempt, cancellationToken)).Refusal;
    }
}
