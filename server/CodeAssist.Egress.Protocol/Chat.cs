namespace CodeAssist.Egress.Protocol;

/// <summary>Who said something.</summary>
public enum ChatSpeaker
{
    System,
    User,
    Assistant,

    /// <summary>What came of tool calls.</summary>
    Tool,
}

/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What was said; empty where there are only calls or results.</param>
/// <param name="Calls">Tool calls of an assistant, after its text; null for none.</param>
/// <param name="Results">What came of tool calls; null for none.</param>
/// <param name="Thoughts">What an assistant thought to itself before it called, as it came; null for none.</param>
public sealed record ChatTurn(
    ChatSpeaker Speaker, string Text, IReadOnlyList<ToolCall>? Calls = null, IReadOnlyList<ToolResult>? Results = null, IReadOnlyList<ChatThought>? Thoughts = null);

/// <summary>What a model thought to itself before it called tools. Its provider wants it back unchanged, beside what came of the calls; to others it means nothing.</summary>
/// <param name="Text">Empty where the provider keeps it to itself.</param>
/// <param name="Seal">By what the provider knows its own again; where <paramref name="IsHidden"/>, the thought itself in a form that only the provider reads.</param>
/// <param name="IsHidden">Whether the provider keeps it to itself.</param>
public sealed record ChatThought(string Text, string Seal, bool IsHidden);

/// <param name="CallId">Names the call in pieces and attempts; chosen by the client, unique on the connection.</param>
/// <param name="Provider">Id of a provider.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Turns">The conversation, in order; at least one.</param>
/// <param name="MaxOutputTokens">Most tokens of the answer; null for the provider's own limit.</param>
/// <param name="Temperature">0 to 2; null for the provider's default. Models that do not accept one are not sent it.</param>
/// <param name="Tools">What the model may call; null for nothing.</param>
/// <param name="Schema">What the answer has to look like; null for free text.</param>
/// <param name="Effort">How much a model that reasons thinks to itself; null for the provider's default.</param>
public sealed record ChatParams(
    string CallId,
    string Provider,
    string Model,
    IReadOnlyList<ChatTurn> Turns,
    int? MaxOutputTokens,
    float? Temperature,
    IReadOnlyList<ToolDeclaration>? Tools = null,
    AnswerSchema? Schema = null,
    ChatEffort? Effort = null);

/// <param name="Name">Short name: letters, digits and underscores.</param>
/// <param name="Schema">A JSON schema, as text.</param>
public sealed record AnswerSchema(string Name, string Schema);

/// <summary>How much a model that reasons thinks to itself before it answers.</summary>
public enum ChatEffort
{
    None,
    Low,
    Medium,
    High,
    ExtraHigh,
}

/// <param name="CallId">The call that the client named.</param>
/// <param name="Text">The next piece of the answer.</param>
public sealed record ChatPieceParams(string CallId, string Text);

/// <summary>Exactly one of answer and failure is set. Pieces that came before a failure are a partial answer.</summary>
/// <param name="Answer">The end of the answer.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Usage">What the provider had counted when it failed, or null: a failure may cost something, too.</param>
public sealed record ChatResult(ChatAnswer? Answer, EgressFailure? Failure, ChatUsage? Usage = null);

/// <param name="Finish">Why the answer ended.</param>
/// <param name="Model">The model that answered, as the provider names it; null when it does not say.</param>
/// <param name="ResponseId">The provider's own name of the answer, or null.</param>
/// <param name="Usage">What the provider counted, or null when it does not say.</param>
/// <param name="Calls">Tools that the model wants to be called: each declared, with an id of its own and arguments that are one JSON object. Null for none.</param>
/// <param name="Thoughts">What has to go back with what comes of the calls; null for nothing.</param>
public sealed record ChatAnswer(
    ChatFinish Finish, string? Model, string? ResponseId, ChatUsage? Usage, IReadOnlyList<ToolCall>? Calls = null, IReadOnlyList<ChatThought>? Thoughts = null);

/// <summary>Why an answer ended.</summary>
public enum ChatFinish
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>It reached the limit on tokens.</summary>
    Length,

    /// <summary>The provider's filter ended it.</summary>
    Filtered,

    /// <summary>It waits for what comes of its tool calls.</summary>
    ToolCalls,
}

/// <param name="InputTokens">Tokens of the request.</param>
/// <param name="CachedInputTokens">How many of them the provider had kept.</param>
/// <param name="OutputTokens">Tokens of the answer, those included that the model thought to itself.</param>
/// <param name="ReasoningTokens">How many of them it thought to itself.</param>
public sealed record ChatUsage(long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens = 0);
