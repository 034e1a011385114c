namespace CodeAssist.Core.Spending;

/// <param name="Input">Tokens of a request.</param>
/// <param name="CachedInput">How many of them the provider had kept.</param>
/// <param name="Output">Tokens of its answer.</param>
public sealed record TokenCounts(long Input, long CachedInput, long Output);
