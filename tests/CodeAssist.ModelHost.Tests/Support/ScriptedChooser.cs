using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Takes the tokens it is given, whatever the model says.</summary>
internal sealed class ScriptedChooser(IReadOnlyList<int> tokens) : ITokenChooser
{
    private int _next;

    /// <summary>Behaves as if the logits were no numbers.</summary>
    public bool Broken { get; init; }

    public TokenChoice? Choose(ReadOnlySpan<float> logits) => Broken ? null : new TokenChoice(tokens[_next++], 0);
}
