using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Assisting;

/// <summary>One question that was put to a model.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Tokens">What was counted; null where nobody did.</param>
/// <param name="Dollars">What that costs by the catalogue; null where tokens or price are not known.</param>
/// <param name="Milliseconds">From asking to the last piece.</param>
/// <param name="Problem">What went wrong, or what was wrong with the answer; null for nothing.</param>
internal sealed record AssistStep(string Model, TokenCounts? Tokens, decimal? Dollars, double Milliseconds, string? Problem);
