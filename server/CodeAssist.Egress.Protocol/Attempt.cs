namespace CodeAssist.Egress.Protocol;

/// <summary>A request as it would go out, ready but for the permission.</summary>
/// <param name="CallId">The call it belongs to.</param>
/// <param name="Provider">Id of the provider.</param>
/// <param name="Origin">Where it would go.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Bytes">Bytes of its body.</param>
/// <param name="Sha256">SHA-256 of its body, in lower-case hexadecimal digits.</param>
/// <param name="Rules">Which kinds of secrets were replaced in it, and how often.</param>
public sealed record AttemptParams(
    string CallId, string Provider, string Origin, string Model, long Bytes, string Sha256, IReadOnlyDictionary<string, int> Rules);

/// <param name="Refusal">Why it may not be sent; null when it may.</param>
public sealed record AttemptResult(EgressFailure? Refusal);

/// <summary>Something was not sent, because of what is in it.</summary>
/// <param name="Attempt">What would have been sent.</param>
/// <param name="Code">The gate's stable word for the reason.</param>
public sealed record AttemptRefusedParams(AttemptParams Attempt, string Code);

/// <param name="CallId">The call it belongs to.</param>
/// <param name="Status">The HTTP status of the answer; null when none came.</param>
/// <param name="ReceivedBytes">Bytes of the answer's body.</param>
/// <param name="Usage">What the provider counted, or null.</param>
/// <param name="Failure">What went wrong, or null.</param>
public sealed record AttemptEndedParams(string CallId, int? Status, long ReceivedBytes, ChatUsage? Usage, EgressFailure? Failure);
