using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Agent.Models;

/// <summary>What answers took.</summary>
/// <param name="Tokens">What was counted; what nobody counted is not in it.</param>
/// <param name="Dollars">US dollars by the catalogue; null where some of it is not known.</param>
public sealed record ModelSpending(TokenCounts Tokens, decimal? Dollars)
{
    public static ModelSpending None { get; } = new(TokenCounts.None, 0);

    public ModelSpending Plus(ModelSpending other) => new(Tokens.Plus(other.Tokens), Dollars + other.Dollars);
}
