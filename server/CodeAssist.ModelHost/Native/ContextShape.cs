namespace CodeAssist.ModelHost.Native;

/// <param name="ContextTokens">Tokens of one sequence; llama.cpp rounds up to a multiple of 256.</param>
/// <param name="Sequences">Sequences kept at once.</param>
/// <param name="MicroBatchTokens">Most tokens computed in one go.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="OnGpu">Whether a GPU computes.</param>
internal sealed record ContextShape(int ContextTokens, int Sequences, int MicroBatchTokens, int Threads, bool OnGpu)
{
    public const int MostSequences = 16;

    private const int MostScoredRows = 64;
    private const int ScoredBytes = 16 << 20;

    /// <summary>
    /// Rows of one decode that may ask for logits: one for each sequence that generates, and some for a text that is scored. For every
    /// row that is possible llama.cpp reserves the logits of the whole vocabulary, so a large one gets fewer.
    /// </summary>
    public static int Outputs(int sequences, int vocabulary) =>
        sequences + Math.Clamp(ScoredBytes / (Math.Max(1, vocabulary) * sizeof(float)), 1, MostScoredRows);
}
