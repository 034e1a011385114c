using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Assist;

/// <summary>One turn of a conversation with a model.</summary>
/// <param name="Speaker">Whose turn it is.</param>
/// <param name="Parts">What is said, each part with where it comes from.</param>
public sealed record AssistTurn(TurnSpeaker Speaker, IReadOnlyList<PayloadPart> Parts)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));
}
