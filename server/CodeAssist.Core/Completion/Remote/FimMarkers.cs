using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Remote;

/// <summary>How a family of models (<see cref="FimFamilies"/>) writes fill-in-the-middle prompts as text, for servers that take a prompt as it is.</summary>
/// <param name="Layout">In which order.</param>
/// <param name="Separators">Which names may come before the code.</param>
/// <param name="Texts">The text of each special token that the family has.</param>
public sealed record FimMarkers(FimLayout Layout, PromptSeparators Separators, IReadOnlyDictionary<PromptToken, string> Texts)
{
    // Other ways to write the names of families.
    private static readonly (string Name, string Family)[] _aliases = [("code-llama", "codellama"), ("codeqwen", "codeqwen1.5")];

    // The longest name first: starcoder2 is not starcoder. Without those that a name alone does not tell apart, or a text alone does not write.
    private static readonly (string Name, FimMarkers Markers)[] _known =
    [
        .. FimFamilies.All.Where(family => family is { Refusal: null, BeginsWithEnd: false } && !IsAmbiguous(family))
            .SelectMany(family => _aliases.Where(alias => string.Equals(alias.Family, family.Id, StringComparison.Ordinal)).Select(alias => alias.Name).Append(family.Id), (family, name) => (name, Of(family)))
            .OrderByDescending(known => known.name.Length),
    ];

    /// <param name="model">A server's name of the model.</param>
    /// <returns>Null for a family that is not known.</returns>
    public static FimMarkers? Of(string model) =>
        Array.Find(_known, known => model.Contains(known.Name, StringComparison.OrdinalIgnoreCase)).Markers;

    private static bool IsAmbiguous(FimFamily family) =>
        FimFamilies.All.Any(other => other != family && other.NameParts.Intersect(family.NameParts, StringComparer.Ordinal).Any());

    private static FimMarkers Of(FimFamily family)
    {
        var tokens = family.AsText ?? family.Tokens;
        var separators = tokens switch
        {
            { Repository: not null, File: not null } => PromptSeparators.RepositoryAndFile,
            { File: not null } => PromptSeparators.File,
            _ => PromptSeparators.None,
        };
        (PromptToken Token, string? Text)[] texts =
        [
            (PromptToken.FimPrefix, tokens.Prefix), (PromptToken.FimSuffix, tokens.Suffix), (PromptToken.FimMiddle, tokens.Middle), (PromptToken.FileSeparator, tokens.File),
            (PromptToken.RepositoryName, tokens.Repository),
        ];
        return new FimMarkers(family.Layout, separators, texts.Where(pair => pair.Text is not null).ToDictionary(pair => pair.Token, pair => pair.Text!));
    }
}
