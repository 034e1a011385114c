namespace CodeAssist.Core.Providers;

/// <summary>What a provider charges for long requests.</summary>
/// <param name="AboveTokens">Requests of more tokens than these, cached ones included, are long.</param>
/// <param name="Price">For all tokens of such a call.</param>
public sealed record LongRequestPrice(int AboveTokens, TokenPrice Price);
