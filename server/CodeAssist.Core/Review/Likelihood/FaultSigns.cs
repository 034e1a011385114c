namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What the file itself says for an alternative, each number larger the more it speaks for it. Counted on all lines but its own.</summary>
/// <param name="Before">ln((1 + a) / (1 + w)): how often the alternative and the written text stand behind the token that is before them here.</param>
/// <param name="After">The same for the token behind them.</param>
/// <param name="Around">The same for both tokens together.</param>
/// <param name="Repetition">1 where the written text stands on the line a second time and the alternative not at all; −1 the other way round.</param>
/// <param name="Unused">1 for a name that is used nowhere else: it has been declared and forgotten.</param>
/// <param name="Likeness">How many words the alternative's name shares with other names of the line, less those of the written one: <c>width = size.Width</c>.</param>
public sealed record FaultSigns(double Before, double After, double Around, double Repetition, double Unused, double Likeness);
