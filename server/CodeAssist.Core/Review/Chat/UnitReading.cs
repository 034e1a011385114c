namespace CodeAssist.Core.Review.Chat;

/// <summary>What a model made of one piece.</summary>
/// <param name="Does">What the change to it does, in a few words.</param>
/// <param name="Claims">What is wrong with it.</param>
public sealed record UnitReading(string Does, IReadOnlyList<ModelClaim> Claims);
