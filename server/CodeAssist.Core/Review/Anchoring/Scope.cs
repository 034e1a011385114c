using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Anchoring;

/// <summary>Lets a file's hunks reach as far as its reviewers are asked to look: for them and for the check of their places alike, changed is what is in scope.</summary>
internal static class Scope
{
    private const int ContextLines = 3;

    public static ChangeSet Widen(ChangeSet change, ReviewScope scope) =>
        scope is ReviewScope.Added ? change : change with { Files = [.. change.Files.Select(file => file.New is { } text ? Widen(file, text.LineCount, scope) : file)] };

    /// <summary>Whether a line of the range lies in it.</summary>
    public static bool Touches(ChangedFile file, TextRange range)
    {
        // A range that ends where a line begins holds nothing of that line.
        var last = range.End.Character == 0 && range.End.Line > range.Start.Line ? range.End.Line - 1 : range.End.Line;
        var lines = new LineSpan(range.Start.Line, last + 1);
        return file.Hunks.Any(hunk => hunk.New.Overlaps(lines));
    }

    private static ChangedFile Widen(ChangedFile file, int lines, ReviewScope scope) => file with
    {
        Hunks = scope is ReviewScope.Context
            ? [.. file.Hunks.Select(hunk => hunk with { New = new LineSpan(Math.Max(0, hunk.New.Start - ContextLines), Math.Min(lines, hunk.New.End + ContextLines)) })]
            : [new Hunk(new LineSpan(0, file.Old?.LineCount ?? 0), new LineSpan(0, lines))],
    };
}
