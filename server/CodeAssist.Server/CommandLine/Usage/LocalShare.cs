using CodeAssist.Core.Spending;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What this machine has answered itself, and what that would have cost elsewhere.</summary>
/// <param name="Calls">How many answers.</param>
/// <param name="Tokens">Their tokens; what was reused here counts as cached there.</param>
/// <param name="As">The model that is compared with; null where no price is known.</param>
/// <param name="Dollars">What it would have charged, in US dollars; null likewise.</param>
internal sealed record LocalShare(int Calls, TokenCounts Tokens, PriceQuote? As, decimal? Dollars)
{
    /// <param name="rows">All use.</param>
    /// <param name="prices">What models cost.</param>
    /// <param name="model">Id of the model to compare with; null for the dearest whose price is known.</param>
    public static LocalShare Of(IReadOnlyList<UseRow> rows, PriceList prices, string? model)
    {
        var local = rows.Where(row => row.IsLocal).ToList();
        var tokens = local.Aggregate(TokenCounts.None, (sum, row) => sum.Plus(row.Tokens));
        var quote = model is null ? prices.Dearest(tokens) : prices.Quote(model);
        return new LocalShare(local.Sum(row => row.Calls), tokens, quote, quote?.Price.CostOf(tokens));
    }
}
