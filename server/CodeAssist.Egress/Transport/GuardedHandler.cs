using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Keys;

namespace CodeAssist.Egress.Transport;

/// <summary>The one way out: below every SDK, above every connection. Made for one call.</summary>
/// <remarks>
/// Whatever an SDK wanted to send is taken apart and written anew: to the provider's origin or not at all, with the headers of the
/// list and our own key, after the body has passed the gate and the attempt is recorded. An SDK never sees a key.
/// </remarks>
internal sealed class GuardedHandler(
    Provider provider, ApiKeys keys, OutgoingCall call, TransportLimits limits, TimeProvider time, HttpMessageHandler connections) : HttpMessageHandler
{
    private const string Json = "application/json";
    private const string EventStream = "text/event-stream";

    // The rest says what machine and SDK this is, which is nobody's business.
    private static readonly string[] _keptHeaders = ["Accept", "anthropic-version"];

    private static readonly ProductInfoHeaderValue _agent =
        new("CodeAssist", typeof(GuardedHandler).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    private readonly HttpMessageInvoker _connections = new(connections, disposeHandler: false);

    /// <summary>Refused: a request that does not come through the gate must not come through at all.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || !provider.Origin.IsOf(address) || request.Method != HttpMethod.Post)
        {
            throw new EgressException(TransportFailures.WrongOrigin(provider));
        }

        var key = keys.Find(provider);
        if (key is null && provider.Key is KeyNeed.Required)
        {
            throw new EgressException(TransportFailures.KeyMissing(provider));
        }

        var body = await call.PassAsync(await ReadBodyAsync(request, cancellationToken), cancellationToken);
        using var outgoing = Write(request, address, key, body);
        var response = await AnswerHeadAsync(outgoing, cancellationToken);
        try
        {
            call.Answered((int)response.StatusCode);
            await RequireUsableAsync(response, key, cancellationToken);
            return Watched(response, await response.Content.ReadAsStreamAsync(cancellationToken));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _connections.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.CopyToAsync(body, cancellationToken);
        }

        return body.Length <= limits.RequestBytes
            ? body.ToArray()
            : throw new EgressException(TransportFailures.RequestTooLarge(limits.RequestBytes));
    }

    private HttpRequestMessage Write(HttpRequestMessage request, Uri address, string? key, ReadOnlyMemory<byte> body)
    {
        var outgoing = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(Json) } },
            // Never HTTP/3, whatever an answer offers: that would be another way out.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        foreach (var name in _keptHeaders)
        {
            if (request.Headers.TryGetValues(name, out var values))
            {
                outgoing.Headers.TryAddWithoutValidation(name, values);
            }
        }

        outgoing.Headers.UserAgent.Add(_agent);
        if (key is not null)
        {
            outgoing.Headers.TryAddWithoutValidation(provider.KeyHeader.Name, provider.KeyHeader.Prefix + key);
        }

        return outgoing;
    }

    private async Task<HttpResponseMessage> AnswerHeadAsync(HttpRequestMessage outgoing, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.FirstByte, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await _connections.SendAsync(outgoing, either.Token);
        }
        catch (HttpRequestException exception) when (exception.InnerException is EgressException { Failure: var failure })
        {
            throw new EgressException(failure);
        }
        catch (HttpRequestException exception) when (exception.InnerException is AuthenticationException)
        {
            throw new EgressException(TransportFailures.NotTrusted(provider));
        }
        catch (HttpRequestException)
        {
            throw new EgressException(TransportFailures.NotConnected(provider));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Ours, or the shorter one for the connection alone.
            throw new EgressException(limit.IsCancellationRequested
                ? TransportFailures.NoAnswer(provider, limits.FirstByte)
                : TransportFailures.NotReached(provider));
        }
    }

    private async Task RequireUsableAsync(HttpResponseMessage response, string? key, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            throw new EgressException(TransportFailures.Redirected(provider));
        }

        if (!response.IsSuccessStatusCode)
        {
            using var limit = new CancellationTokenSource(limits.Stall, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            throw new EgressException(TransportFailures.Status(provider, status, await ErrorText.ReadAsync(response.Content, key, either.Token), RetryAfter.Of(response, time)));
        }

        if (response.Content.Headers.ContentType?.MediaType is not (Json or EventStream) || response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw new EgressException(TransportFailures.WrongContent(provider));
        }
    }

    private HttpResponseMessage Watched(HttpResponseMessage response, Stream stream)
    {
        var watched = new HttpResponseMessage(response.StatusCode)
        {
            Version = response.Version,
            Content = new StreamContent(new WatchedStream(stream, response, provider, call, limits, time)),
        };
        watched.Content.Headers.ContentType = response.Content.Headers.ContentType;
        return watched;
    }
}
