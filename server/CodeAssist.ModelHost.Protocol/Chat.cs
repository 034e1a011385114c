namespace CodeAssist.ModelHost.Protocol;

/// <param name="ModelId">A loaded model that can chat: <see cref="ModelDescription.ChatTemplate"/>.</param>
/// <param name="Slot">Requests of the same slot follow one another and share what their conversations have in common at the beginning.</param>
/// <param name="Messages">The conversation: what the system says first, the user's word last. Never searched for special tokens, never trimmed.</param>
/// <param name="Priority">Who waits for whom.</param>
/// <param name="MaxTokens">Most tokens of the answer, or null for what room the conversation leaves in the context.</param>
/// <param name="Sampling">How to choose tokens.</param>
/// <param name="JsonSchema">A JSON schema that the answer obeys, as text, or null for an answer in words. docs/model-host.md lists what it may say.</param>
/// <param name="StreamId">Names the stream in <see cref="GeneratedTextParams"/>; null for no stream.</param>
public sealed record ChatParams(
    string ModelId,
    string Slot,
    IReadOnlyList<ChatMessage> Messages,
    GenerationPriority Priority,
    int? MaxTokens,
    SamplingOptions Sampling,
    string? JsonSchema,
    string? StreamId);

/// <param name="Role">Who speaks. Messages of one speaker in a row are one message, with an empty line between them.</param>
/// <param name="Text">What is said.</param>
public sealed record ChatMessage(ChatRole Role, string Text);

public enum ChatRole
{
    /// <summary>Who sets the rules; before everybody else.</summary>
    System,
    User,
    Assistant,
}

/// <summary>What one conversation may hold; more is refused as a whole.</summary>
public static class ChatLimits
{
    /// <summary>Most messages.</summary>
    public const int Messages = 1_024;

    /// <summary>Most characters of a JSON schema.</summary>
    public const int SchemaCharacters = 65_536;
}

/// <summary>Exactly one of the two is set.</summary>
public sealed record ChatResult(ChatAnswer? Answer, HostFailure? Failure);

/// <param name="Text">The answer. Where a schema was given and it was not cut: JSON that obeys it.</param>
/// <param name="Finish">Why it ended: <see cref="FinishReason.EndOfText"/>, or <see cref="FinishReason.MaxTokens"/> where the limit cut it.</param>
/// <param name="Usage">The exact accounting.</param>
public sealed record ChatAnswer(string Text, FinishReason Finish, GenerationUsage Usage);
