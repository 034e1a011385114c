using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Transport;

/// <summary>Sorts the errors of providers by what can be done about them. Statuses alone do not: the same one means other things elsewhere.</summary>
internal static class ErrorKinds
{
    private static readonly string[] _spentCodes = ["insufficient_quota", "billing_hard_limit_reached", "billing_error", "billing_not_active", "insufficient_balance"];
    private static readonly string[] _spentWords = ["insufficient_quota", "credit balance", "insufficient balance", "insufficient credit", "out of credits", "spend limit", "spending limit"];

    // Too vague for 429, where "quota" and "billing" also stand in the text of a limit for a minute.
    private static readonly string[] _vagueSpentWords = ["billing", "credit", "quota"];

    private static readonly string[] _longCodes = ["context_length_exceeded", "request_too_large"];
    private static readonly string[] _longWords =
        ["context length", "maximum context", "context window", "context size", "prompt is too long", "input is too long", "too many tokens", "maximum prompt length"];

    /// <param name="status">The HTTP status, no success; null for an error in the middle of an answer.</param>
    /// <param name="said">What the provider said of it.</param>
    public static EgressFailureKind Of(int? status, ProviderError said) =>
        IsSpent(status, said) ? EgressFailureKind.SpendLimit
        : Has(said.Code, _longCodes) || status is 413 || (status is 400 or 422 or null && Has(said.Message, _longWords)) ? EgressFailureKind.ContextTooLong
        : Has(said.Code, ["model_not_found"]) ? EgressFailureKind.ModelUnknown
        : status is null ? InAnswer(said.Code)
        : status switch
        {
            401 or 403 => EgressFailureKind.KeyRefused,
            404 or 410 => EgressFailureKind.ModelUnknown,
            429 => EgressFailureKind.RateLimited,
            503 or 529 => EgressFailureKind.Overloaded,
            408 or >= 500 => EgressFailureKind.ProviderFailed,
            _ => EgressFailureKind.ProviderRefused,
        };

    private static EgressFailureKind InAnswer(string code) =>
        Has(code, ["overloaded"]) ? EgressFailureKind.Overloaded
        : Has(code, ["rate_limit"]) ? EgressFailureKind.RateLimited
        : Has(code, ["authentication", "permission", "invalid_api_key"]) ? EgressFailureKind.KeyRefused
        : Has(code, ["invalid_request"]) ? EgressFailureKind.ProviderRefused
        : EgressFailureKind.ProviderFailed;

    private static bool IsSpent(int? status, ProviderError said) =>
        status is 402
        || (status is 400 or 403 or 429 or null && (Has(said.Code, _spentCodes) || Has(said.Message, _spentWords)))
        || (status is 400 or 403 && Has(said.Message, _vagueSpentWords));

    private static bool Has(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
