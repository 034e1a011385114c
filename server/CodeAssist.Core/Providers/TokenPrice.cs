using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Providers;

/// <summary>What a provider charges.</summary>
/// <param name="InputDollars">US dollars for a million tokens of a request.</param>
/// <param name="CachedInputDollars">For a million of those that the provider had kept; null where they cost as much as others.</param>
/// <param name="OutputDollars">For a million tokens of an answer, what a model thinks to itself included.</param>
public sealed record TokenPrice(decimal InputDollars, decimal? CachedInputDollars, decimal OutputDollars)
{
    private const decimal Million = 1_000_000;

    /// <summary>What costs nothing: models on machines of the user's own.</summary>
    public static TokenPrice Free { get; } = new(0, null, 0);

    /// <summary>What is charged for every token of a call whose request is long; null where all requests cost the same.</summary>
    public LongRequestPrice? OfLongRequests { get; init; }

    /// <returns>US dollars.</returns>
    public decimal CostOf(TokenCounts tokens) => OfLongRequests is { } longer && tokens.Input > longer.AboveTokens ? longer.Price.CostOf(tokens) :
        (((tokens.Input - tokens.CachedInput) * InputDollars)
            + (tokens.CachedInput * (CachedInputDollars ?? InputDollars))
            + (tokens.Output * OutputDollars)) / Million;
}
