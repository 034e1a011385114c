using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Chat;

/// <summary>The client's side of an attempt: it keeps the ledger, which this process cannot.</summary>
internal interface IAttemptClient
{
    /// <summary>Waits until the client has the attempt on record, or says why nothing may be sent.</summary>
    Task<AttemptResult> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken);

    /// <summary>Says that something was not sent because of what is in it.</summary>
    void Refused(AttemptRefusedParams refusal);
}
