using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Anchoring;

/// <summary>The lines of one file that findings may be about.</summary>
internal sealed class Scope(ChangedFile file, ReviewScope scope)
{
    private const int ContextLines = 3;

    public bool Contains(int line) => scope switch
    {
        ReviewScope.Added => file.Hunks.Any(hunk => hunk.New.Contains(line)),
        ReviewScope.Context => file.Hunks.Any(hunk => line >= hunk.New.Start - ContextLines && line < hunk.New.End + ContextLines),
        ReviewScope.File or ReviewScope.All => true,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whether a line of the range lies in it.</summary>
    public bool Touches(TextRange range)
    {
        // A range that ends where a line begins holds nothing of that line.
        var last = range.End.Character == 0 && range.End.Line > range.Start.Line ? range.End.Line - 1 : range.End.Line;
        for (var line = range.Start.Line; line <= last; line++)
        {
            if (Contains(line))
            {
                return true;
            }
        }

        return false;
    }
}
