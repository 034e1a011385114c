namespace CodeAssist.Models.Ledger;

/// <summary>An attempt to send something. It says everything of the payload but what was in it.</summary>
/// <param name="Actor">Which program, and on whose behalf: <c>review</c>, <c>agent</c>.</param>
/// <param name="Repository">The identity of the repository whose text takes part; several are separated by commas.</param>
/// <param name="Purpose">Why it is sent.</param>
/// <param name="Destination">The origin that it goes to: scheme, host and port.</param>
/// <param name="Bytes">Length of the body.</param>
/// <param name="PayloadSha256">Digest of the body, 64 hexadecimal digits; empty where no body was built.</param>
/// <param name="Rules">Which kinds of secrets were replaced, and how often.</param>
/// <param name="Approver">Who allowed it: a setting, or the user in a dialog.</param>
public sealed record LedgerAttempt(
    string Actor,
    string Repository,
    string Purpose,
    string Destination,
    long Bytes,
    string PayloadSha256,
    IReadOnlyDictionary<string, int> Rules,
    string Approver)
{
    /// <summary>Null where nothing is paid for it.</summary>
    public LedgerReservation? Reservation { get; init; }
}
