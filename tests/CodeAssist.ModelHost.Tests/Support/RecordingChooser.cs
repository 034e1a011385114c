using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Keeps the logits of every step; takes the tokens it is given, or the most likely ones.</summary>
internal sealed class RecordingChooser(params IReadOnlyList<int> tokens) : ITokenChooser
{
    public bool IsGreedy { get; init; }

    public List<float[]> Logits { get; } = [];

    public TokenChoice? Choose(ReadOnlySpan<float> logits)
    {
        Logits.Add(logits.ToArray());
        var statistics = LogitStatistics.Of(logits)!.Value;
        var token = Logits.Count <= tokens.Count ? tokens[Logits.Count - 1] : statistics.Argmax;
        return new TokenChoice(token, logits[token] - statistics.LogSum);
    }
}
