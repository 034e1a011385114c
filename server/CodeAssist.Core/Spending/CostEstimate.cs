using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Spending;

/// <summary>What a call will cost, before it is made. US dollars.</summary>
/// <param name="Most">What it can cost at most: so much is reserved.</param>
/// <param name="Likely">What it will probably cost: so much is shown.</param>
public sealed record CostEstimate(decimal Most, decimal Likely)
{
    public static CostEstimate Nothing { get; } = new(0, 0);

    /// <summary>At most nothing of the request is cached, or is cached at a price above the ordinary one, and the answer is as long as it may be.</summary>
    /// <param name="price">What the model costs.</param>
    /// <param name="inputTokens">Tokens of the request; where they are only guessed, the most that they can be.</param>
    /// <param name="outputLimit">Tokens that the answer may have.</param>
    /// <param name="likelyOutput">Tokens that such answers usually have.</param>
    public static CostEstimate Of(TokenPrice price, long inputTokens, long outputLimit, long likelyOutput)
    {
        var most = Math.Max(
            price.CostOf(new TokenCounts(inputTokens, CachedInput: 0, outputLimit)),
            price.CostOf(new TokenCounts(inputTokens, CachedInput: inputTokens, outputLimit)));
        var likely = price.CostOf(new TokenCounts(inputTokens, CachedInput: 0, Math.Min(likelyOutput, outputLimit)));
        return new CostEstimate(most, Math.Min(likely, most));
    }
}
