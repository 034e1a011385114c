using System.Security.Cryptography;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Chat;

/// <summary>One call on its way out: what it sends is looked through here, recorded by the client, and only then sent.</summary>
/// <param name="callId">The client's name of it.</param>
/// <param name="model">The provider's name of the model.</param>
/// <param name="provider">Who is asked.</param>
/// <param name="client">Keeps the record.</param>
internal sealed class OutgoingCall(string callId, string model, Provider provider, IAttemptClient client)
{
    // Origins were judged by the client, which knows them, before it wrote anything on the pipe. Here it is the bytes.
    private static readonly PayloadGate _gate = new(_ => RepositoryStanding.Unknown, SecretScanner.Default);
    private static readonly Admission.Admitted _filesUnknown = new([]);
    private static readonly HashSet<GateRefusalCode> _nothingApproved = [];

    private readonly SecretPlaceholders _placeholders = new();
    private long _received;

    /// <summary>Whether an attempt was recorded, so that its end has to be.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>The HTTP status of the answer; null while there is none.</summary>
    public int? Status { get; private set; }

    public long ReceivedBytes => Volatile.Read(ref _received);

    /// <summary>The one place that every body passes on its way out.</summary>
    /// <param name="body">The bytes that an SDK wrote.</param>
    /// <param name="cancellationToken">Ends the wait for the client.</param>
    /// <returns>The bytes that may be sent: those that are on record.</returns>
    /// <exception cref="EgressException">Nothing may be sent.</exception>
    public async Task<ReadOnlyMemory<byte>> PassAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (IsRecorded)
        {
            // One call, one attempt: whoever wants another says so and pays for it.
            throw new EgressException(TransportFailures.SecondAttempt(provider));
        }

        switch (_gate.Seal(_filesUnknown, body, _placeholders, _nothingApproved))
        {
            case GateVerdict.Refused { Refusal: var refusal, Rules: var rules }:
                client.Refused(new AttemptRefusedParams(Describe(body, rules), refusal.Code.ToString()));
                throw new EgressException(new EgressFailure(EgressFailureKind.ContentRefused, refusal.Sentence, refusal.NextStep));
            case GateVerdict.Allowed allowed:
                await RecordAsync(Describe(allowed.Body, allowed.Rules), cancellationToken);
                return allowed.Body;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public void Answered(int status) => Status = status;

    public void Received(int bytes) => Interlocked.Add(ref _received, bytes);

    private async Task RecordAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        if (await client.BeginAsync(attempt, cancellationToken) is { Refusal: { } refusal })
        {
            throw new EgressException(refusal);
        }

        IsRecorded = true;
    }

    private AttemptParams Describe(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, int> rules) => new(
        callId,
        provider.Id,
        provider.Origin.ToString(),
        model,
        body.Length,
        Convert.ToHexStringLower(SHA256.HashData(body.Span)),
        rules);
}
