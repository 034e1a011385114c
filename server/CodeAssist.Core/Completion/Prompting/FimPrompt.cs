using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Prompting;

/// <summary>A prompt as typed parts; the model host turns them into token ids and trims them exactly.</summary>
/// <param name="Slot">Prompts of one slot share their cached beginning: one slot per document.</param>
/// <param name="Parts">In the order in which the model reads them.</param>
/// <param name="Indentation">What was changed about indentation, so that the answer can be changed back.</param>
public sealed record FimPrompt(string Slot, IReadOnlyList<PromptPart> Parts, PromptIndentation Indentation)
{
    /// <summary>Texts that may well follow the caret: a model that would write them anyway is faster, and nothing else changes.</summary>
    public IReadOnlyList<string> Drafts { get; init; } = [];

    /// <summary>Absolute path of the workspace folder, or null outside of one; never part of the prompt.</summary>
    public string? Folder { get; init; }

    /// <summary>The files whose text it has, relative to the folder: the document first.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>A text behind the caret as the model would have written it: indented as it knows it.</summary>
    public string ToAnswer(string text) => Indentation.ToAnswer(LineEndings.ToLineFeed(text));
}
