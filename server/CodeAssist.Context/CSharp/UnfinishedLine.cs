using CodeAssist.Core.Completion.PostProcessing;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp;

/// <summary>
/// A line that lacks only what comes below it: <c>items.Add(item =></c>, <c>if (a &amp;&amp;</c>, an attribute before its member. Nothing
/// in it is wrong, and its author would have to type again whatever were taken away from it or put behind it.
/// </summary>
internal static class UnfinishedLine
{
    private const string BraceExpected = "CS1513";

    /// <summary>Whether nothing on the draft's line is wrong but its end.</summary>
    /// <param name="errors">Those of the file with the draft in it.</param>
    /// <param name="draft">The suggestion; more than one line is expected to be whole.</param>
    public static bool MayGoOn(IEnumerable<Diagnostic> errors, Draft draft) =>
        !draft.Text.Contains('\n', StringComparison.Ordinal) && errors.All(error => IsElsewhere(error, draft));

    /// <summary>Whether nothing on the draft's line is wrong and nothing is missing, but braces that were opened above it.</summary>
    public static bool IsWhole(IEnumerable<Diagnostic> errors, Draft draft) =>
        SuggestionRepair.OpenBrackets(draft.Text).Count == 0
        && errors.All(error => IsElsewhere(error, draft) && (error.Location.SourceSpan.Start != End(draft) || string.Equals(error.Id, BraceExpected, StringComparison.Ordinal)));

    /// <summary>Whether a repair only puts lines below the draft's, or the brace that opens them.</summary>
    public static bool IsKeptBy(Draft repaired, Draft draft) =>
        repaired.Text.StartsWith(draft.Text, StringComparison.Ordinal) && repaired.Text.AsSpan(draft.Text.Length) is [] or ['\n', ..] or [' ', '{', '\n', ..];

    private static bool IsElsewhere(Diagnostic error, Draft draft) =>
        error.Location.SourceSpan.Start >= End(draft) || error.Location.SourceSpan.End <= draft.Request.Caret - draft.Request.LineBefore.Length;

    private static int End(Draft draft) => draft.Request.Caret + draft.Text.Length;
}
