namespace CodeAssist.Core.Agent.Editing;

/// <summary>Tells a model which forms of edits to use, by what is known of its edits.</summary>
internal static class EditAdvice
{
    /// <param name="counts">What is known of the model.</param>
    /// <param name="isSmall">Whether it runs on this machine.</param>
    public static string For(IReadOnlyList<EditFormCount> counts, bool isSmall)
    {
        var order = EditForms.Order(counts, isSmall);
        var good = order.Where(form => !EditForms.IsBad(counts, form)).ToList();

        // One form alone does not do: members are of C#, and long files are never written whole.
        var first = good.Count > 0 ? good : order;
        var last = order.Except(first).ToList();
        var rest = last.Count == 0 ? "" : $" Your edits seldom fit where you use {string.Join(" or ", last.Select(Words))}: do that only where nothing else is possible.";
        return $"To change a file, prefer in this order: {string.Join(", then ", first.Select(Words))}.{rest}\n";
    }

    private static string Words(EditForm form) => form switch
    {
        EditForm.Member => "a whole member named by its symbol (C# only)",
        EditForm.Whole => "the whole file where it has at most 200 lines",
        _ => "quoted lines that stand in the file exactly once, with what replaces them",
    };
}
