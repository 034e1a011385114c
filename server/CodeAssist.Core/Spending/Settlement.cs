using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Spending;

/// <summary>What a call came to, once it is over.</summary>
/// <param name="Dollars">US dollars; never below zero.</param>
/// <param name="Tokens">What was counted; null where nobody did.</param>
public sealed record Settlement(decimal Dollars, TokenCounts? Tokens)
{
    /// <summary>Nobody charges for it: it did not get there, or was turned away at the door.</summary>
    public static Settlement Free { get; } = new(0, null);

    /// <summary>At what the provider counted. Its numbers come from outside: what cannot be is taken as the nearest that can.</summary>
    public static Settlement Of(TokenPrice price, TokenCounts counted)
    {
        var input = Math.Max(0, counted.Input);
        var tokens = new TokenCounts(input, Math.Clamp(counted.CachedInput, 0, input), Math.Max(0, counted.Output));
        return new Settlement(price.CostOf(tokens), tokens);
    }

    /// <summary>Nobody knows what it came to: all that was reserved.</summary>
    public static Settlement Whole(decimal reserved) => new(reserved, null);

    /// <param name="price">What the model costs.</param>
    /// <param name="reserved">What was reserved, in US dollars.</param>
    /// <param name="counted">What the provider counted, or null.</param>
    /// <param name="isCharged">Whether it may have been charged.</param>
    public static Settlement Of(TokenPrice price, decimal reserved, TokenCounts? counted, bool isCharged) =>
        counted is not null ? Of(price, counted)
        : isCharged ? Whole(reserved)
        : Free;
}
