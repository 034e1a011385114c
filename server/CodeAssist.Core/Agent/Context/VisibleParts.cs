using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Context;

/// <summary>
/// Takes out of what a model is told what people do not see: orders can be hidden in it. The gate does the same where something leaves the machine; a model of this
/// machine is not asked through it.
/// </summary>
internal static class VisibleParts
{
    /// <summary>With a line behind it that says how much was taken out, and in which line of this piece.</summary>
    public static PayloadPart Of(PayloadPart part)
    {
        var clean = HiddenCharacters.Clean(part.Text);
        return clean.Count == 0 ? part : part with { Text = $"{clean.Text}{(clean.Text.EndsWith('\n') ? "" : "\n")}{HiddenCharacterNote.Of(clean, firstLine: 1)}" };
    }

    /// <summary>The same for all that came of an action.</summary>
    public static ActionResult Of(ActionResult result) => result with { Parts = [.. result.Parts.Select(Of)] };
}
