namespace CodeAssist.Context.Index.Search;

/// <summary>The weights that ship, and from which probability on a proposal is worth showing.</summary>
/// <remarks>
/// Fitted by <c>CodeAssist.Benchmarks fit</c> on lines that releases of keepass2, thrift, flatbuffers and edge-js added
/// (tools/bench/built-in.inputs.json, "fit"): 1,579 tasks for the rest of a line and 1,068 for whole lines, every project counting
/// the same. Nothing that is measured is among them, not even an older release of it. The last but two of a candidate's weights is
/// chosen, not fitted: histories do not tell what was edited a moment ago.
/// </remarks>
internal static class FittedWeights
{
    /// <summary>From this probability on, the rest of a line is worth showing unasked.</summary>
    public const double ShowRestOfLine = 0.4;

    /// <summary>From this probability on, a whole line is worth showing unasked.</summary>
    public const double ShowWholeLine = 0.5;

    public static ContinuationWeights RestOfLine { get; } = new(
        [
            0.061, 0.155, 0.071, 0.464, 0.227, -0.088, 1.833, 0.881, -0.005, 0.224, 0.392, 1.549, 1.041, -0.235, 0.034, -1.168, -0.641,
            -0.070, 1.073, 0, 0, -2.270, -0.842, 0.202, 0.008, 0.3, 0.096, 0.264,
        ],
        [2.962, 0.180, 0.413, 0.050, -0.102, 0.082, 0.424, -0.985]);

    public static ContinuationWeights WholeLine { get; } = new(
        [
            0.381, -0.183, 0.099, 0.738, -0.162, 0.007, 2.209, 1.155, -0.119, 0.399, 0.319, 3.546, 0.835, -0.297, 0.094, 0, -0.175, -0.021,
            -0.176, 0.443, -1.713, -4.511, -0.468, 0.211, -0.214, 0.3, 0.497, 0.138,
        ],
        [1.787, 0.357, 0.470, 0.380, 0, 0, -0.477, -1.427]);
}
