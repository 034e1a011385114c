using CodeAssist.Core.Assist;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>What <c>explain</c> and <c>fix</c> were asked for.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Place">The lines as the user wrote them.</param>
/// <param name="Wish">What is wanted, in the user's words; empty for nothing.</param>
/// <param name="Problems">What compilers say of the lines.</param>
/// <param name="Directions">Who should do it.</param>
/// <param name="AllowedDollars">What it may cost without a question; 0 to be asked.</param>
/// <param name="Applies">Whether a change is written into the file.</param>
/// <param name="AsJson">For programs instead of people.</param>
internal sealed record AssistOptionsGiven(
    AssistKind Kind,
    string Place,
    string Wish,
    IReadOnlyList<string> Problems,
    AssistDirections Directions,
    decimal AllowedDollars,
    bool Applies,
    bool AsJson);
