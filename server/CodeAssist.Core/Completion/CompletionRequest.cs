using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion;

/// <summary>One question: what belongs at this caret?</summary>
/// <param name="Path">The file's path relative to its workspace folder, with forward slashes, as the model is told it.</param>
/// <param name="Repository">Name of the workspace folder, or null outside of one.</param>
/// <param name="LanguageId">LSP language id.</param>
/// <param name="Text">The whole document.</param>
/// <param name="Caret">Offset of the caret in <paramref name="Text"/>, in UTF-16 code units, 0 to its length.</param>
/// <param name="Trigger">Whether the user asked for it.</param>
public sealed record CompletionRequest(
    string Path, string? Repository, string LanguageId, string Text, int Caret, CompletionTrigger Trigger)
{
    /// <summary>Absolute path of the workspace folder, or null outside of one; never part of a prompt.</summary>
    public string? Folder { get; init; }

    /// <summary>What the editor calls the document, or null where none has it; never part of a prompt.</summary>
    public string? Uri { get; init; }

    /// <summary>What the text shares with the document's text before it, where that is known.</summary>
    public TextDifference? Since { get; init; }

    /// <summary>Who waits for the answer.</summary>
    public ModelPriority Priority { get; init; } = ModelPriority.Keystroke;

    /// <summary>The text of the caret's line before the caret.</summary>
    public ReadOnlySpan<char> LineBefore
    {
        get
        {
            var before = Text.AsSpan(0, Caret);
            return before[(before.LastIndexOfAny('\n', '\r') + 1)..];
        }
    }

    /// <summary>The text of the caret's line after the caret, without the line break.</summary>
    public ReadOnlySpan<char> LineAfter
    {
        get
        {
            var after = Text.AsSpan(Caret);
            var end = after.IndexOfAny('\n', '\r');
            return end < 0 ? after : after[..end];
        }
    }
}
