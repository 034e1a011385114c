using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent.Editing;

/// <summary>Chooses the form of edits that a model is advised to use.</summary>
/// <remarks>
/// Small models quote badly and write whole members well; strong ones quote well and are paid for every line. So a model of this machine begins with members and whole
/// files, others with quotes, until it is known better: a form in which fewer than three of four edits fitted goes to the end, behind those in which more did.
/// </remarks>
public static class EditForms
{
    private const int FewestTries = 2;
    private const double Enough = 0.75;

    private static readonly EditForm[] _small = [EditForm.Member, EditForm.Whole, EditForm.Replace];
    private static readonly EditForm[] _strong = [EditForm.Replace, EditForm.Member, EditForm.Whole];

    /// <summary>The best first.</summary>
    /// <param name="counts">What is known of the model.</param>
    /// <param name="isSmall">Whether it runs on this machine.</param>
    public static IReadOnlyList<EditForm> Order(IReadOnlyList<EditFormCount> counts, bool isSmall) =>
        [.. (isSmall ? _small : _strong).OrderByDescending(form => IsBad(counts, form) ? Share(Known(counts, form)!) : 1)];

    /// <summary>Whether a model has shown that its edits of a form seldom fit.</summary>
    /// <param name="counts">What is known of the model.</param>
    /// <param name="form">The form.</param>
    public static bool IsBad(IReadOnlyList<EditFormCount> counts, EditForm form) => Known(counts, form) is { Tried: >= FewestTries } count && Share(count) < Enough;

    /// <summary>The form of a block; null for one that has no text to fit.</summary>
    public static EditForm? Of(EditBlock block) => block switch
    {
        EditBlock.Member => EditForm.Member,
        EditBlock.Whole => EditForm.Whole,
        EditBlock.Replace => EditForm.Replace,
        _ => null,
    };

    /// <summary>Remembers of each block of an edit whether it fitted; what was refused or not allowed says nothing of that.</summary>
    internal static void Count(IEditFormMemory memory, string model, AgentAction.Edit edit, ActionResult result, CallEnd end)
    {
        if (end is not (CallEnd.Done or CallEnd.Failed))
        {
            return;
        }

        var failed = (result as ActionResult.Failed)?.FailedBlocks ?? [];
        foreach (var (index, block) in edit.Blocks.Index())
        {
            if (Of(block) is { } form && (end is CallEnd.Done || failed.Count > 0))
            {
                memory.Count(model, form, !failed.Contains(index));
            }
        }
    }

    private static EditFormCount? Known(IReadOnlyList<EditFormCount> counts, EditForm form) => counts.FirstOrDefault(count => count.Form == form);

    private static double Share(EditFormCount count) => (double)count.Fitted / count.Tried;
}
