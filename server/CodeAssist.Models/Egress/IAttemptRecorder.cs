using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Keeps a record of every attempt to send something. Where it cannot, nothing is sent.</summary>
public interface IAttemptRecorder
{
    /// <summary>Called before an attempt; what it refuses is not sent.</summary>
    /// <returns>Null when the attempt is on record, otherwise why it must not be made.</returns>
    Task<EgressFailure?> BeginAsync(AttemptParams attempt, CallNote note, CancellationToken cancellationToken);

    /// <summary>Called once for every attempt that is on record: with what egress says of it, or when it is gone.</summary>
    void End(AttemptEndedParams outcome);

    /// <summary>Called for what was not sent, because of where it comes from or of what is in it.</summary>
    void Refuse(AttemptRefusedParams refusal, CallNote note);
}
