using System.Security.Cryptography;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Chat;

/// <summary>One call on its way out: what it sends is looked at here, recorded by the client, and only then sent.</summary>
/// <param name="parameters">What the client asked for.</param>
/// <param name="provider">Who is asked.</param>
/// <param name="record">Has the client record the attempt; the answer is a permission or a refusal.</param>
internal sealed class OutgoingCall(
    ChatParams parameters, Provider provider, Func<AttemptParams, CancellationToken, Task<AttemptResult>> record)
{
    private long _received;

    /// <summary>Whether an attempt was recorded, so that its end has to be.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>The HTTP status of the answer; null while there is none.</summary>
    public int? Status { get; private set; }

    public long ReceivedBytes => Volatile.Read(ref _received);

    /// <summary>The one place that every body passes on its way out.</summary>
    /// <param name="body">The bytes that an SDK wrote.</param>
    /// <param name="cancellationToken">Ends the wait for the client.</param>
    /// <returns>The bytes that may be sent.</returns>
    /// <exception cref="EgressException">They may not be sent.</exception>
    public async Task<ReadOnlyMemory<byte>> PassAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (IsRecorded)
        {
            // One call, one attempt: whoever wants another says so and pays for it.
            throw new EgressException(TransportFailures.WrongOrigin(provider));
        }

        var attempt = new AttemptParams(
            parameters.CallId,
            provider.Id,
            provider.Origin.ToString(),
            parameters.Model,
            body.Length,
            Convert.ToHexStringLower(SHA256.HashData(body.Span)),
            []);
        IsRecorded = true;
        return await record(attempt, cancellationToken) is { Refusal: { } refusal } ? throw new EgressException(refusal) : body;
    }

    public void Answered(int status) => Status = status;

    public void Received(int bytes) => Interlocked.Add(ref _received, bytes);
}
