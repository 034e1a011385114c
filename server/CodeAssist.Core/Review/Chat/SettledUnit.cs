namespace CodeAssist.Core.Review.Chat;

/// <summary>What came of one piece in the end.</summary>
/// <param name="Does">What the change to it does.</param>
/// <param name="Claims">What is wrong with it.</param>
public sealed record SettledUnit(string Does, IReadOnlyList<SettledClaim> Claims);
