namespace CodeAssist.Core.Privacy.Characters;

/// <summary>A text without its hidden characters.</summary>
/// <param name="Text">What people see of it.</param>
/// <param name="Removed">What was taken out and where it stood in the original; empty for nearly all texts.</param>
public sealed record CleanedText(string Text, IReadOnlyList<HiddenRun> Removed)
{
    /// <summary>How many characters were taken out.</summary>
    public int Count => Removed.Sum(run => run.CodePoints.Count);
}
