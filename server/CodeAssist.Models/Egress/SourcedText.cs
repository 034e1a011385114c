using System.Text.Json;
using CodeAssist.Core.Privacy.Gate;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>Text of a message together with where it comes from, and likewise tool calls, their results, tools and schemas. What has no source is not sent.</summary>
public static class SourcedText
{
    private const string Property = "codeassist.origins";

    /// <param name="text">What is said.</param>
    /// <param name="origins">Everything that it comes from.</param>
    public static TextContent Of(string text, params PartOrigin[] origins) =>
        new(text) { AdditionalProperties = new AdditionalPropertiesDictionary { [Property] = origins } };

    /// <summary>Says where a tool call or its result comes from.</summary>
    /// <returns>The same content.</returns>
    public static T Mark<T>(T content, params PartOrigin[] origins)
        where T : AIContent
    {
        (content.AdditionalProperties ??= [])[Property] = origins;
        return content;
    }

    /// <summary>Holds answers to a schema.</summary>
    /// <param name="options">Of the question.</param>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="schema">A JSON schema.</param>
    /// <param name="origins">Everything that the schema comes from.</param>
    public static void AnswerWith(this ChatOptions options, string name, JsonElement schema, params PartOrigin[] origins)
    {
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, name);
        (options.AdditionalProperties ??= [])[Property] = origins;
    }

    /// <returns>For the gate, which takes text without a source for text from outside.</returns>
    internal static PayloadPart Read(AIContent content, string text) => new(text, content.AdditionalProperties?.GetValueOrDefault(Property) as PartOrigin[] ?? []);

    /// <returns>The schema, for the gate.</returns>
    internal static PayloadPart Read(ChatOptions options, string schema) => new(schema, options.AdditionalProperties?.GetValueOrDefault(Property) as PartOrigin[] ?? []);

    /// <returns>Identities of all repositories that text comes from, separated by commas.</returns>
    internal static string Repositories(IEnumerable<PayloadPart> parts) => string.Join(
        ',',
        parts.SelectMany(part => part.Origins)
            .Select(origin => origin switch
            {
                PartOrigin.File file => file.Repository,
                PartOrigin.Workspace workspace => workspace.Repository,
                _ => "",
            })
            .Where(repository => repository.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));
}
