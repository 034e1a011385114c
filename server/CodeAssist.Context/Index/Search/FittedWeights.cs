namespace CodeAssist.Context.Index.Search;

/// <summary>The weights that ship, and from which probability on a proposal is worth showing.</summary>
/// <remarks>
/// Fitted by <c>CodeAssist.Benchmarks fit</c> on lines that releases of keepass2, thrift, flatbuffers, edge-js and godot added
/// (tools/bench/built-in.inputs.json, "fit"), 2,381 tasks for the rest of a line and 1,712 for whole lines, every project counting
/// the same, and calibrated across these projects. Nothing that is measured is among them, not even an older release of it. The
/// weight of <see cref="CandidateFeatures.Edited"/> is chosen, not fitted: histories do not tell what was edited a moment ago.
/// </remarks>
internal static class FittedWeights
{
    /// <summary>From this probability on, the rest of a line is worth showing unasked.</summary>
    public const double ShowRestOfLine = 0.4;

    /// <summary>From this probability on, a whole line is worth showing unasked.</summary>
    public const double ShowWholeLine = 0.5;

    public static ContinuationWeights RestOfLine { get; } = new(
        [
            0.146, 0.122, -0.009, 0.354, 0.253, 0.133, 1.445, 0.585, 0.177, 0.050, 0.381, -0.405, 0.683, -0.204, 0.139, -1.690, -0.092, -0.154, 1.228,
            0, 0, -1.848, -0.124, 0.092, -0.462, 0.3, 0.343, 0.177, -0.920, -0.455, -0.729, -0.800, -1.856, 2.391, 0.822, 0.365, -0.271,
        ],
        [2.441, 0.075, 0.235, 0.028, -0.033, 0.129, 0.133, -0.479]);

    public static ContinuationWeights WholeLine { get; } = new(
        [
            0.281, -0.141, 0.177, 0.321, 0.109, 0.163, 1.839, 0.795, 0.311, 0.155, 0.374, -0.108, 0.296, -0.220, 0.271, -1.764, -0.143, -0.012, 0.192,
            0.756, -1.286, -2.376, -0.827, 0.091, -0.246, 0.3, 0.253, 0.112, -0.234, -1.013, -0.630, 0.075, -2.420, 1.977, 1.741, 0.474, -1.029,
        ],
        [1.945, 0.125, 0.267, 0.307, 0, 0, -0.470, -0.588]);
}
