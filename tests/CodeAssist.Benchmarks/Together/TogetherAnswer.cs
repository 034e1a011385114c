namespace CodeAssist.Benchmarks.Together;

/// <summary>What the model alone, and workspace and model together, made of one task.</summary>
/// <param name="Group">The commit or release that it is from: tasks of one change resemble one another.</param>
/// <param name="Kind">As the report names it: <c>rest</c> of a line, whole <c>line</c>, or rest of one with the caret <c>in_name</c>.</param>
/// <param name="IsIndexRight">Whether the first of the suggestions, with no model there, is what was typed.</param>
/// <param name="IsModelRight">Whether the model's own text is what was typed.</param>
/// <param name="ModelProbability">What it said of it; 0 where it said nothing.</param>
/// <param name="IsModelRightWithContext">The same with lines of other files in its prompt.</param>
/// <param name="IsRight">Whether the first of the suggestions is what was typed.</param>
/// <param name="Probability">What was said of it; 0 where there was none.</param>
/// <param name="IsShown">Whether an editor would have been shown something unasked.</param>
/// <param name="IsShownRight">Whether that is what was typed.</param>
/// <param name="Milliseconds">From the question to the answer an editor would have been shown, prompt cached.</param>
/// <param name="Sample">The text before the caret on its line, what was wanted, and what was suggested.</param>
internal sealed record TogetherAnswer(
    string Group,
    string Kind,
    bool IsIndexRight,
    bool IsModelRight,
    double ModelProbability,
    bool IsModelRightWithContext,
    bool IsRight,
    double Probability,
    bool IsShown,
    bool IsShownRight,
    double Milliseconds,
    string Sample);
