using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>What an attempt came to, by what egress says of its end.</summary>
internal static class AttemptCost
{
    private const int Unavailable = 503;
    private const int Overloaded = 529;

    public static Settlement Of(AttemptEndedParams outcome, SpendRequest spend) => Settlement.Of(
        spend.Price,
        spend.Cost.Most,
        outcome.Usage is { } usage ? new TokenCounts(usage.InputTokens, usage.CachedInputTokens, usage.OutputTokens) : null,
        IsCharged(outcome));

    // In doubt it is. What a gateway says of a server behind it (502, 504) does not tell whether that one has answered.
    private static bool IsCharged(AttemptEndedParams outcome) => outcome switch
    {
        { Status: (>= 300 and < 500) or Unavailable or Overloaded } => false,
        { Status: null, Failure.Kind: EgressFailureKind.ConnectFailed or EgressFailureKind.AddressRefused or EgressFailureKind.OriginRefused } => false,
        _ => true,
    };
}
