namespace CodeAssist.Core.Spending;

/// <param name="Input">Tokens of a request.</param>
/// <param name="CachedInput">How many of them the provider had kept.</param>
/// <param name="Output">Tokens of its answer.</param>
public sealed record TokenCounts(long Input, long CachedInput, long Output)
{
    public static TokenCounts None { get; } = new(0, 0, 0);

    public TokenCounts Plus(TokenCounts other) => new(Input + other.Input, CachedInput + other.CachedInput, Output + other.Output);
}
