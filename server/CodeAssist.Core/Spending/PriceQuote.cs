using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Spending;

/// <summary>A model's price, and where it comes from.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record PriceQuote(string Model, TokenPrice Price, PriceSource Source)
{
    /// <summary>What is published, where the price is the card's.</summary>
    public Fact<TokenPrice>? Published { get; init; }
}
