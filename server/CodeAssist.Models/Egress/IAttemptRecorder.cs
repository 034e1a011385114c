using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Keeps a record of every attempt to send something. Where it cannot, nothing is sent.</summary>
public interface IAttemptRecorder
{
    /// <summary>Called before an attempt; what it refuses is not sent.</summary>
    /// <returns>Null when the attempt is on record, otherwise why it must not be made.</returns>
    Task<EgressFailure?> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken);

    /// <summary>Called once for every attempt that was on record: by egress itself, or when it is gone.</summary>
    void End(AttemptEndedParams outcome);
}
