using System.Text;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>The changed lines of a file in groups of neighbours, in an order that is always the same and has nothing to do with where they stand.</summary>
internal static class LineGroups
{
    /// <summary>Lines of a group share what the model has read. More of them would leave a hole before what comes after them.</summary>
    private const int Most = 8;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    public static IReadOnlyList<LineSpan> Of(ChangedFile file) =>
    [
        .. file.Hunks.SelectMany(hunk => Pieces(hunk.New)).OrderBy(group => Hash(file, group)).ThenBy(group => group.Start),
    ];

    private static IEnumerable<LineSpan> Pieces(LineSpan lines)
    {
        for (var start = lines.Start; start < lines.End; start += Most)
        {
            yield return new LineSpan(start, Math.Min(lines.End, start + Most));
        }
    }

    // FNV-1a of path and text: where time ends early, the sample is the same on every machine, and stays so while the code does.
    private static uint Hash(ChangedFile file, LineSpan group)
    {
        var text = file.New!.Slice(new TextRange(new TextPosition(group.Start, 0), new TextPosition(group.End - 1, int.MaxValue)));
        var hash = Basis;
        foreach (var value in Encoding.UTF8.GetBytes(file.Path + "\0" + text.ToString()))
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
