using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Chat;

/// <summary>What a model says is wrong, before anybody has checked it.</summary>
/// <param name="Line">Line of the file, from zero, where <paramref name="Quote"/> is said to begin.</param>
/// <param name="Quote">Copied from the code that it was shown.</param>
/// <param name="Category">The kind of harm; one that <see cref="ModelRules"/> has.</param>
/// <param name="Severity">How much it matters, as the model sees it.</param>
/// <param name="Message">What goes wrong, and when.</param>
/// <param name="Replacement">What should stand in the quote's place; empty where the model proposes nothing.</param>
public sealed record ModelClaim(int Line, string Quote, FindingCategory Category, Severity Severity, string Message, string Replacement);
