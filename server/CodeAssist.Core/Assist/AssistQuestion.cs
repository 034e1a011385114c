namespace CodeAssist.Core.Assist;

/// <summary>What a model is told.</summary>
/// <param name="Turns">In order; the last is the user's.</param>
public sealed record AssistQuestion(IReadOnlyList<AssistTurn> Turns)
{
    // What a chat format adds to each turn, in tokens.
    private const int TurnTokens = 8;

    public int EstimatedTokens => Turns.Sum(turn => TokenEstimate.Of(turn.Text) + TurnTokens);

    /// <summary>The same conversation with the model's answer and what is said to it.</summary>
    public AssistQuestion Continue(AssistTurn answer, AssistTurn reply) => new([.. Turns, answer, reply]);
}
