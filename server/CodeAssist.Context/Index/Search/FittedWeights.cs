namespace CodeAssist.Context.Index.Search;

/// <summary>The weights that ship, and from which probability on a proposal is worth showing.</summary>
/// <remarks>
/// Fitted by <c>CodeAssist.Benchmarks fit</c> on lines that releases of react-native-windows 0.28 to 0.57, thrift, flatbuffers and
/// edge-js added (tools/bench/built-in.inputs.json, "fit"): 3,827 tasks for the rest of a line and 3,062 for whole lines. Judged on
/// other projects only. The last weight of a candidate is chosen, not fitted: releases do not tell what was edited a moment ago.
/// </remarks>
internal static class FittedWeights
{
    /// <summary>From this probability on, the rest of a line is worth showing unasked.</summary>
    public const double ShowRestOfLine = 0.4;

    /// <summary>From this probability on, a whole line is worth showing unasked.</summary>
    public const double ShowWholeLine = 0.4;

    public static ContinuationWeights RestOfLine { get; } = new(
        [
            0.063, 0.097, 0.072, 0.250, 0.206, 0.302, 0.449, 1.186, 0.759, 0.775, 0.286, 1.410, 0.965, -0.264, -0.104, 0.530, -0.773, 0.090,
            0.282, 0, 0, -2.527, -0.120, 0.104, 0.841, 0.3,
        ],
        [2.851, 0.260, 0.353, 0.168, -0.046, 0.315, -1.120, -0.347]);

    public static ContinuationWeights WholeLine { get; } = new(
        [
            0.205, -0.161, 0.276, 0.230, 0.092, 0.455, 0.486, 1.180, 0.453, 0.582, -0.024, 1.867, 0.653, -0.205, -0.314, 0, -0.548, 0.185,
            0.052, -1.027, -1.819, -3.591, -0.454, 0.198, 0.234, 0.3,
        ],
        [1.668, -0.085, 0.454, 0.384, 0, 0, -0.817, -0.675]);
}
