using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Completion.Remote;

/// <summary>A prompt as a model server takes it.</summary>
/// <param name="Prompt">What comes before the caret, or all of it in the family's own markers.</param>
/// <param name="Suffix">What comes behind the caret; null where the prompt has it.</param>
public sealed record FimText(string Prompt, string? Suffix)
{
    /// <param name="prompt">The prompt, written for the family's layout.</param>
    /// <param name="family">Null for a server that knows itself how its model wants prefix and suffix.</param>
    /// <returns>Null where the code has one of the markers: a server would read it as more than text.</returns>
    public static FimText? Of(FimPrompt prompt, FimMarkers? family)
    {
        if (family is null)
        {
            return new FimText(
                string.Concat(prompt.Parts.OfType<PromptPart.Prefix>().Select(part => part.Text)),
                string.Concat(prompt.Parts.OfType<PromptPart.Suffix>().Select(part => part.Text)));
        }

        var markers = family.Texts.Values.Select(marker => marker.Trim()).Where(marker => marker.Length > 0).ToList();
        var texts = prompt.Parts.Select(Text).OfType<string>();
        return texts.Any(text => markers.Exists(marker => text.Contains(marker, StringComparison.Ordinal))) ? null
            : new FimText(string.Concat(prompt.Parts.Select(part => part is PromptPart.Special { Token: var token } ? family.Texts.GetValueOrDefault(token, "") : Text(part))), Suffix: null);
    }

    private static string? Text(PromptPart part) => part switch
    {
        PromptPart.Fixed text => text.Text,
        PromptPart.Snippet text => text.Text,
        PromptPart.Prefix text => text.Text,
        PromptPart.Suffix text => text.Text,
        _ => null,
    };
}
