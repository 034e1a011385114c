namespace CodeAssist.Core.Completion;

/// <summary>What one source thinks may follow the caret, before filters.</summary>
/// <param name="Text">The text, with line feeds, as it would stand after the caret.</param>
/// <param name="Probability">How likely the source thinks it, 0 to 1.</param>
/// <param name="Minimum">From which probability this source may speak unasked.</param>
/// <param name="Source">Who thinks so, in words for people.</param>
public sealed record Opinion(string Text, double Probability, double Minimum, string Source)
{
    /// <summary>Whether it says the same as another text; blanks at the end of a line are nobody's opinion.</summary>
    internal bool IsSameText(string other) => Text.AsSpan().TrimEnd().SequenceEqual(other.AsSpan().TrimEnd());
}
