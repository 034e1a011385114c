namespace CodeAssist.ModelHost.Native;

/// <param name="ContextTokens">Tokens of one sequence; llama.cpp rounds up to a multiple of 256.</param>
/// <param name="Sequences">Sequences kept at once.</param>
/// <param name="MicroBatchTokens">Most tokens computed in one go.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="OnGpu">Whether a GPU computes.</param>
internal sealed record ContextShape(int ContextTokens, int Sequences, int MicroBatchTokens, int Threads, bool OnGpu)
{
    public const int MostSequences = 16;
}
