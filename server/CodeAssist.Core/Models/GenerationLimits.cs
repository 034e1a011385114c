namespace CodeAssist.Core.Models;

/// <param name="MaxTokens">Most tokens to generate.</param>
/// <param name="StopTexts">The answer ends before the first of these.</param>
/// <param name="Timeout">Limit for the whole answer.</param>
public sealed record GenerationLimits(int MaxTokens, IReadOnlyList<string> StopTexts, TimeSpan Timeout)
{
    /// <summary>Most answers, 1 to 3: all but the first begin with another token.</summary>
    public int Alternatives { get; init; } = 1;

    /// <summary>
    /// Columns by which the line that opens the block is indented: the answer ends before the line that leaves the block. Null for an
    /// answer that fills none.
    /// </summary>
    public int? BlockIndentation { get; init; }

    /// <summary>Who waits for whom.</summary>
    public ModelPriority Priority { get; init; } = ModelPriority.Keystroke;
}
