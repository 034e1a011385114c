using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Downloads;

/// <summary>The way to hubs of models: the guarded connections of closed APIs, without a key, without a body, and with the redirects that a hub declares.</summary>
/// <param name="list">What may be asked for, and where.</param>
/// <param name="proxy">The user's own, or null.</param>
/// <param name="lookup">Asks for the addresses of a name.</param>
/// <param name="time">Measures the waits.</param>
internal sealed class HubConnections(OpenModelList list, Origin? proxy, NameLookup lookup, TimeProvider time)
{
    private const int MostRedirects = 4;
    private const int LongestAnswer = 4 << 20;
    private const string DigestHeader = "X-Linked-ETag";

    private static readonly ProductInfoHeaderValue _agent = new("CodeAssist", typeof(HubConnections).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    /// <summary>How long to wait; the size of an answer is the file's own.</summary>
    public TransportLimits Limits { get; init; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), RequestBytes: 0, ResponseBytes: long.MaxValue);

    /// <returns>Null where the list has no such file.</returns>
    public (ModelHub Hub, Uri Address)? Find(string model, int number, int part)
    {
        if (list.Find(model) is not { } card || number < 0 || number >= card.Files.Count || card.Files[number] is not { } file || list.FindHub(file.Hub) is not { } hub)
        {
            return null;
        }

        var parts = SplitName.AllOf(file.Path);
        if (part < 1 || part > parts.Count)
        {
            return null;
        }

        var path = hub.FilePath.Replace("{repository}", file.Repository, StringComparison.Ordinal)
            .Replace("{revision}", file.Revision, StringComparison.Ordinal).Replace("{path}", parts[part - 1], StringComparison.Ordinal);
        return new Uri(hub.Origin + path) is var address && hub.Origin.IsOf(address) ? (hub, address) : null;
    }

    /// <summary>What the user looks for; empty for nothing.</summary>
    public string Words { get; init; } = "";

    /// <summary>Who is asked where for that.</summary>
    public IEnumerable<(ModelHub Hub, Uri Address)> Searches() => HubWords.AreSound(Words)
        ? list.Hubs.Where(hub => hub.SearchPath is not null)
            .Select(hub => (hub, new Uri(hub.Origin + hub.SearchPath!.Replace("{words}", Uri.EscapeDataString(Words), StringComparison.Ordinal))))
        : [];

    /// <summary>Reads a short answer of a hub, which may not send us elsewhere for it.</summary>
    /// <exception cref="EgressException">There is none.</exception>
    public async Task<byte[]> ReadAsync(ModelHub hub, Uri address, CancellationToken cancellationToken)
    {
        var place = Place(hub, address);
        using var connections = ProviderConnections.Open(place, proxy, Limits, lookup);
        using var response = await SendAsync(place, connections, address, from: null, tag: null, cancellationToken);
        var status = (int)response.StatusCode;
        if (status is not 200)
        {
            throw new EgressException(status is 429 or 503 ? HubFailures.Busy(hub, status, RetryAfter.Of(response, time)) : HubFailures.NotAsAsked(hub));
        }

        using var limit = new CancellationTokenSource(Limits.FirstByte, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var content = new byte[LongestAnswer];
            var length = await body.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, either.Token);
            return length < content.Length ? content[..length] : throw new EgressException(HubFailures.NotAsAsked(hub));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EgressException(TransportFailures.Stalled(place, Limits.FirstByte));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new EgressException(TransportFailures.Broken(place));
        }
    }

    /// <param name="hub">Who is asked.</param>
    /// <param name="address">The file.</param>
    /// <param name="from">First byte that is wanted.</param>
    /// <param name="tag">The state of the file that the bytes before are of, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EgressException">There is no file to read.</exception>
    public async Task<HubDownload> OpenAsync(ModelHub hub, Uri address, long from, string? tag, CancellationToken cancellationToken)
    {
        string? digest = null;
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            var place = Place(hub, address);
            var connections = ProviderConnections.Open(place, proxy, Limits, lookup);
            HttpResponseMessage? response = null;
            try
            {
                response = await SendAsync(place, connections, address, from, tag, cancellationToken);
                digest ??= Digest(response);
                if ((int)response.StatusCode is >= 300 and < 400)
                {
                    address = Next(hub, address, response);
                    response.Dispose();
                    connections.Dispose();
                    continue;
                }

                var head = Head(hub, place, response, digest);
                var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                return new HubDownload(place, head, (int)response.StatusCode, body, response, connections, Limits.Stall, time);
            }
            catch
            {
                response?.Dispose();
                connections.Dispose();
                throw;
            }
        }

        throw new EgressException(HubFailures.NoEndOfRedirects(hub));
    }

    // The origin of this hop alone, so that its connections go nowhere else.
    private static Provider Place(ModelHub hub, Uri address) => new(
        hub.Id,
        hub.Name,
        ProviderDialect.OpenAi,
        IPAddress.TryParse(hub.Origin.Host, out var literal) && IPAddress.IsLoopback(literal) ? ProviderPlace.Loopback
        : hub.IsNamedByUser && string.Equals(address.Host, hub.Origin.Host, StringComparison.Ordinal) ? ProviderPlace.PrivateEndpoint
        : ProviderPlace.Internet,
        new Origin(address.Scheme, address.Host, address.Port),
        BasePath: "",
        KeyHeader.Bearer,
        KeyVariable: "",
        KeyNeed.Optional);

    private async Task<HttpResponseMessage> SendAsync(Provider place, SocketsHttpHandler connections, Uri address, long? from, string? tag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.UserAgent.Add(_agent);
        request.Headers.Range = from is null ? null : new RangeHeaderValue(from, null);
        if (tag is not null && EntityTagHeaderValue.TryParse(tag, out var state) && !state.IsWeak)
        {
            request.Headers.IfRange = new RangeConditionHeaderValue(state);
        }

        using var invoker = new HttpMessageInvoker(connections, disposeHandler: false);
        using var limit = new CancellationTokenSource(Limits.FirstByte, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await invoker.SendAsync(request, either.Token);
        }
        catch (HttpRequestException exception) when (exception.InnerException is EgressException { Failure: var failure })
        {
            throw new EgressException(failure);
        }
        catch (HttpRequestException exception)
        {
            throw new EgressException(exception.InnerException is AuthenticationException ? TransportFailures.NotTrusted(place) : TransportFailures.NotConnected(place));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EgressException(limit.IsCancellationRequested ? TransportFailures.NoAnswer(place, Limits.FirstByte) : TransportFailures.NotReached(place));
        }
    }

    private static Uri Next(ModelHub hub, Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location)
        {
            throw new EgressException(HubFailures.NotAsAsked(hub));
        }

        var next = location.IsAbsoluteUri ? location : new Uri(address, location);
        var isDeclared = hub.RedirectDomains.Value.Any(domain =>
            string.Equals(next.Host, domain, StringComparison.Ordinal) || next.Host.EndsWith("." + domain, StringComparison.Ordinal));
        return isDeclared && next.UserInfo.Length == 0 && string.Equals(next.Scheme, hub.Origin.Scheme, StringComparison.Ordinal)
            ? next
            : throw new EgressException(HubFailures.SentElsewhere(hub, next.Host));
    }

    private DownloadHead Head(ModelHub hub, Provider place, HttpResponseMessage response, string? digest)
    {
        var status = (int)response.StatusCode;
        if (status is 429 or 503)
        {
            throw new EgressException(HubFailures.Busy(hub, status, RetryAfter.Of(response, time)));
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new EgressException(status >= 500 ? HubFailures.Refused(place) : HubFailures.NoFile(hub, status));
        }

        var content = response.Content.Headers;
        var (from, total) = response.StatusCode is HttpStatusCode.PartialContent ? (content.ContentRange?.From, content.ContentRange?.Length) : (0, content.ContentLength);
        if (from is not { } first || total is not > 0 || content.ContentEncoding.Count > 0 || content.ContentType?.MediaType is "text/html")
        {
            throw new EgressException(HubFailures.NotAsAsked(hub));
        }

        return new DownloadHead(first, total.Value, response.Headers.ETag?.ToString(), digest, response.StatusCode is HttpStatusCode.PartialContent);
    }

    private static string? Digest(HttpResponseMessage response) =>
        response.Headers.TryGetValues(DigestHeader, out var values) && values.First().Trim('"') is { Length: 64 } digest && digest.All(char.IsAsciiHexDigitLower) ? digest : null;
}
