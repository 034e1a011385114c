using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>The most likely token that does not end the text.</summary>
internal sealed class AvoidingChooser(LoadedModel model) : ITokenChooser
{
    public bool IsGreedy { get; init; }

    public TokenChoice? Choose(ReadOnlySpan<float> logits)
    {
        var copy = logits.ToArray();
        var token = Enumerable.Range(0, copy.Length)
            .Where(id => !model.Vocabulary.EndsGeneration(id) && !model.SpecialTokens.Contains(id))
            .MaxBy(id => copy[id]);
        return new TokenChoice(token, 0);
    }
}
