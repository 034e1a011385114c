using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Chat;

/// <summary>A claim that has been through votes and judges. It holds wherever its piece has moved.</summary>
/// <param name="Line">Line from zero, counted from the piece's first.</param>
/// <param name="Quote">What stands there.</param>
/// <param name="Category">The kind of harm.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Confidence">From 0 to 1, below 1.</param>
/// <param name="Message">What goes wrong, and when.</param>
/// <param name="Replacement">What should stand in the quote's place; empty for nothing.</param>
/// <param name="Evidence">Who says so.</param>
public sealed record SettledClaim(
    int Line, string Quote, FindingCategory Category, Severity Severity, double Confidence, string Message, string Replacement, IReadOnlyList<Evidence> Evidence);
