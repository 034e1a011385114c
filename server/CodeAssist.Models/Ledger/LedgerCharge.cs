using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>What an attempt came to; it takes the place of what was reserved.</summary>
/// <param name="Dollars">US dollars.</param>
public sealed record LedgerCharge(decimal Dollars)
{
    /// <summary>What the provider counted; null where it did not say.</summary>
    public TokenCounts? Tokens { get; init; }

    public static LedgerCharge Of(Settlement settlement) => new(settlement.Dollars) { Tokens = settlement.Tokens };
}
