namespace CodeAssist.Benchmarks.Replay;

/// <summary>What came of one task.</summary>
/// <param name="Group">The commit or release that it is from: tasks of one change resemble one another.</param>
/// <param name="Probability">What the index said of its first proposal; 0 without one.</param>
internal sealed record Answer(
    string Group, bool IsWholeLine, bool IsIndexRight, double Probability, bool IsNaiveRight, bool IsNaiveFileRight, double Milliseconds)
{
    /// <summary>For samples: the text before the caret on its line, what was wanted, and what was proposed.</summary>
    public required string Sample { get; init; }
}
