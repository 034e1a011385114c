using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>What a model thought to itself before it called tools, as content of a message: whoever hands back what came of the calls hands it back, too, unchanged and to the same model.</summary>
public static class Thoughts
{
    private const string Hidden = "codeassist.hiddenThought";

    /// <param name="text">Empty where the provider keeps it to itself.</param>
    /// <param name="seal">By what the provider knows its own again.</param>
    /// <param name="isHidden">Whether the provider keeps it to itself.</param>
    public static TextReasoningContent Of(string text, string seal, bool isHidden) => new(text)
    {
        ProtectedData = seal,
        AdditionalProperties = isHidden ? new AdditionalPropertiesDictionary { [Hidden] = true } : null,
    };

    /// <summary>Whether its provider keeps it to itself.</summary>
    public static bool IsHidden(this TextReasoningContent thought) => thought.AdditionalProperties?.ContainsKey(Hidden) is true;

    internal static IEnumerable<AIContent> Of(ChatAnswer answer) => answer.Thoughts?.Select(thought => Of(thought.Text, thought.Seal, thought.IsHidden)) ?? [];
}
