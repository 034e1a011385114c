using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Review.Outcome;

/// <summary>What a review asked of one model.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Tier">Where it runs.</param>
/// <param name="Questions">How often it was asked.</param>
/// <param name="InputTokens">Tokens that it read, as far as they were counted.</param>
/// <param name="OutputTokens">Tokens that it wrote.</param>
/// <param name="Dollars">What that costs by the catalogue, in US dollars; null where somebody's price is not known.</param>
public sealed record ModelUse(string Model, Tier Tier, int Questions, long InputTokens, long OutputTokens, decimal? Dollars);
