using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent.Editing;

/// <summary>Chooses the form of edits that a model is advised to use.</summary>
/// <remarks>
/// Small models quote badly and write whole members well; strong ones quote well and are paid for every line. So a model of this machine begins with members and whole
/// files, others with quotes. A form in which fewer than three of four edits fitted goes to the end.
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
        [.. (isSmall ? _small : _strong).OrderBy(form => IsBad(counts.FirstOrDefault(count => count.Form == form)) ? 1 : 0)];

    /// <summary>The form of a block; null for one that has no text to fit.</summary>
    public static EditForm? Of(EditBlock block) => block switch
    {
        EditBlock.Member => EditForm.Member,
        EditBlock.Whole => EditForm.Whole,
        EditBlock.Replace => EditForm.Replace,
        _ => null,
    };

    private static bool IsBad(EditFormCount? count) => count is { Tried: >= FewestTries } && count.Fitted < count.Tried * Enough;
}
