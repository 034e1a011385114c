using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>Looks for what makes no sense in a conversation before any of it is computed.</summary>
internal static class ChatCheck
{
    /// <returns>Null when all is well.</returns>
    public static HostFailure? Problem(ChatParams parameters)
    {
        var problem = InMessages(parameters.Messages) ?? parameters switch
        {
            { Slot.Length: 0 } => "A request needs a slot.",
            { MaxTokens: < 1 } => $"An answer of {parameters.MaxTokens} tokens makes no sense.",
            _ when !Enum.IsDefined(parameters.Priority) => "The priority is unknown.",
            { JsonSchema.Length: > ChatLimits.SchemaCharacters } => $"A JSON schema has at most {ChatLimits.SchemaCharacters} characters.",
            _ => RequestCheck.InSampling(parameters.Sampling),
        };
        return problem is null ? null : new HostFailure(HostFailureKind.InvalidRequest, problem, "This is a fault of the client: please report it.");
    }

    // A list from the wire may hold null.
    private static string? InMessages(IReadOnlyList<ChatMessage> messages) => messages switch
    {
        { Count: 0 or > ChatLimits.Messages } => $"A conversation has 1 to {ChatLimits.Messages} messages, not {messages.Count}.",
        _ when messages.Any(message => message is not { Text: not null } || !Enum.IsDefined(message.Role)) => "A message has a known role and a text.",
        _ when messages.SkipWhile(message => message.Role is ChatRole.System).Any(message => message.Role is ChatRole.System) =>
            "What the system says comes before everything else.",
        [.., { Role: not ChatRole.User }] => "The last message of a conversation is the user's.",
        _ => null,
    };
}
