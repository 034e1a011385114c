using CodeAssist.Core.Privacy.Gate;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>Text of a message together with where it comes from. Text without a source is not sent.</summary>
public static class SourcedText
{
    private const string Property = "codeassist.origins";

    /// <param name="text">What is said.</param>
    /// <param name="origins">Everything that it comes from.</param>
    public static TextContent Of(string text, params PartOrigin[] origins) =>
        new(text) { AdditionalProperties = new AdditionalPropertiesDictionary { [Property] = origins } };

    /// <returns>For the gate, which takes text without a source for text from outside.</returns>
    internal static PayloadPart Read(TextContent content) =>
        new(content.Text, content.AdditionalProperties?.GetValueOrDefault(Property) as PartOrigin[] ?? []);

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
