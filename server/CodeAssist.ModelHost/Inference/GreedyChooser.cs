namespace CodeAssist.ModelHost.Inference;

/// <summary>Always the most likely token.</summary>
internal sealed class GreedyChooser : ITokenChooser
{
    public static GreedyChooser Instance { get; } = new();

    public bool IsGreedy => true;

    public TokenChoice? Choose(ReadOnlySpan<float> logits) =>
        LogitStatistics.Of(logits) is { } statistics
            ? new TokenChoice(statistics.Argmax, statistics.Highest - statistics.LogSum)
            : null;
}
