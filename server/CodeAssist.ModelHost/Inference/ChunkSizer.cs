using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>How many prompt tokens go into one step, so that nobody who is more urgent waits long for its end.</summary>
/// <remarks>
/// On the CPU an abort takes effect within a node of the graph, so a completion gets full steps; work in the background, which is
/// never aborted for a completion, gets short ones. A GPU looks at the abort flag between steps only: there every step is short.
/// </remarks>
internal sealed class ChunkSizer(int most, bool onGpu)
{
    private const double StepMilliseconds = 50;
    private const int Least = 8;
    private const int FirstChunk = 32;

    private double _millisecondsPerToken;

    /// <summary>What a token of a prompt costs; 0 until that was measured.</summary>
    public double MillisecondsPerToken => _millisecondsPerToken;

    public int Next(GenerationPriority priority)
    {
        if (!onGpu && priority == GenerationPriority.Completion)
        {
            return most;
        }

        return _millisecondsPerToken <= 0
            ? Math.Min(FirstChunk, most)
            : Math.Clamp((int)(StepMilliseconds / _millisecondsPerToken), Math.Min(Least, most), most);
    }

    /// <summary>Learns from a step that took this long for this many tokens.</summary>
    public void Record(int tokens, TimeSpan elapsed)
    {
        // Steps of a token or two cost as much as larger ones and say nothing about prompts.
        if (tokens < Least)
        {
            return;
        }

        var measured = elapsed.TotalMilliseconds / tokens;
        _millisecondsPerToken = _millisecondsPerToken <= 0 ? measured : (_millisecondsPerToken * 0.7) + (measured * 0.3);
    }
}
