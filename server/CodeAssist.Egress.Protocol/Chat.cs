namespace CodeAssist.Egress.Protocol;

/// <summary>Who said something.</summary>
public enum ChatSpeaker
{
    System,
    User,
    Assistant,
}

/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What was said.</param>
public sealed record ChatTurn(ChatSpeaker Speaker, string Text);

/// <param name="CallId">Names the call in pieces and attempts; chosen by the client, unique on the connection.</param>
/// <param name="Provider">Id of a provider.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Turns">The conversation, in order; at least one.</param>
/// <param name="MaxOutputTokens">Most tokens of the answer; null for the provider's own limit.</param>
/// <param name="Temperature">0 to 2; null for the provider's default.</param>
public sealed record ChatParams(
    string CallId, string Provider, string Model, IReadOnlyList<ChatTurn> Turns, int? MaxOutputTokens, float? Temperature);

/// <param name="CallId">The call that the client named.</param>
/// <param name="Text">The next piece of the answer.</param>
public sealed record ChatPieceParams(string CallId, string Text);

/// <summary>Exactly one of the two is set. Pieces that came before a failure are a partial answer.</summary>
public sealed record ChatResult(ChatAnswer? Answer, EgressFailure? Failure);

/// <param name="Finish">Why the answer ended.</param>
/// <param name="Model">The model that answered, as the provider names it; null when it does not say.</param>
/// <param name="ResponseId">The provider's own name of the answer, or null.</param>
/// <param name="Usage">What the provider counted, or null when it does not say.</param>
public sealed record ChatAnswer(ChatFinish Finish, string? Model, string? ResponseId, ChatUsage? Usage);

/// <summary>Why an answer ended.</summary>
public enum ChatFinish
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>It reached the limit on tokens.</summary>
    Length,

    /// <summary>The provider's filter ended it.</summary>
    Filtered,
}

/// <param name="InputTokens">Tokens of the request.</param>
/// <param name="CachedInputTokens">How many of them the provider had kept.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
public sealed record ChatUsage(long InputTokens, long CachedInputTokens, long OutputTokens);
