using CodeAssist.Context.CSharp.Likelihood;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>Puts single faults into files, each kind as often as any other where there is room for it, and chooses as many lines that stay as they are.</summary>
/// <remarks>The faults are those that the reviewer looks for, as in BugLab; what it says of other faults is not measured.</remarks>
/// <param name="project">Whose files they are.</param>
/// <param name="random">Chooses.</param>
internal sealed class FaultInjector(string project, Random random)
{
    private static readonly CSharpAlternatives _alternatives = new();

    /// <param name="path">The file's path.</param>
    /// <param name="text">With line feeds only.</param>
    /// <param name="most">Most faults.</param>
    public IEnumerable<ReviewedLine> Of(string path, string text, int most)
    {
        var document = DocumentSnapshot.Open(path, Languages.CSharp, 0, text);
        var copied = new CopiedLines(CodeTokens.Of(document));
        var lines = Enumerable.Range(0, document.LineCount).Where(line => document.Line(line).Length <= LineScorer.LongestLine).ToList();
        var faults = lines
            .SelectMany(line => _alternatives.Of(document, line, CancellationToken.None).Where(other => other.Kind is not FaultKind.CopiedName).Concat(copied.AsTheNeighbour(line, document.LineCount))
                .Select(other => (Line: line, Other: other)))
            .GroupBy(fault => fault.Other.Kind)
            .OrderBy(group => group.Key)
            .Select(group => Shuffled(group))
            .ToArray();
        random.Shuffle(faults);
        var chosen = Enumerable.Range(0, most).SelectMany(turn => faults.Where(kind => turn < kind.Length).Select(kind => kind[turn])).Take(most).ToList();
        var clean = Shuffled(faults.SelectMany(kind => kind).Select(fault => fault.Line).Distinct().Except(chosen.Select(fault => fault.Line))).Take(chosen.Count).ToList();

        // As many of one as of the other, also in a file of few lines.
        return
        [
            .. chosen.Take(clean.Count).Select(fault => With(path, document, fault.Line, fault.Other)),
            .. clean.Select(line => new ReviewedLine(project, path, document, document, line, null)),
        ];
    }

    private ReviewedLine With(string path, DocumentSnapshot document, int line, Alternative fault)
    {
        var text = string.Concat(document.Text.AsSpan(0, fault.Place.Start), fault.Text, document.Text.AsSpan(fault.Place.End));
        var stood = document.Text.Substring(fault.Place.Start, fault.Place.Length);
        var now = new OffsetRange(fault.Place.Start, fault.Place.Start + fault.Text.Length);

        return new ReviewedLine(project, path, document, DocumentSnapshot.Open(path, Languages.CSharp, 1, text), line, new Alternative(fault.Kind, now, stood));
    }

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }
}
