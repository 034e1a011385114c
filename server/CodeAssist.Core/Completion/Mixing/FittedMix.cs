namespace CodeAssist.Core.Completion.Mixing;

/// <summary>The weights that ship.</summary>
/// <remarks>
/// Fitted by <c>npm run bench -- built-in --fit</c> with the built-in model, on 1,213 lines that releases of five projects added
/// which it was not trained on, every project counting the same; judged on another (docs/benchmarks.md). There are none for whole
/// lines: weighing them so was no better than the workspace alone.
/// </remarks>
internal static class FittedMix
{
    public static MixWeights RestOfLine { get; } = new(
        [0.799, 0.449, 1.977, 0.027, 1.592, 0.363, -1.578, 1.907, -0.069],
        [1.139, 0.568, 0.553, 0.004],
        Show: 0.25);
}
