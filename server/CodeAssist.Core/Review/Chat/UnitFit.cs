using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Review.Chat;

/// <summary>Cuts pieces until a model's window takes them, and puts small ones together.</summary>
/// <param name="Units">In the order of the file.</param>
/// <param name="Tokens">How many tokens each has.</param>
/// <param name="TooLong">Single changed lines that no question takes.</param>
internal sealed record UnitFit(IReadOnlyList<ShownUnit> Units, IReadOnlyList<int> Tokens, IReadOnlyList<LineSpan> TooLong)
{
    /// <summary>Pieces in one question: with more, models begin to skip some.</summary>
    private const int MostTogether = 5;

    /// <param name="file">With its new content.</param>
    /// <param name="units">Its pieces.</param>
    /// <param name="model">Who is to read them.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static async Task<UnitFit> OfAsync(ChangedFile file, IReadOnlyList<ReviewUnit> units, IReviewModel model, CancellationToken cancellationToken)
    {
        var (fitting, counts, tooLong) = (new List<ShownUnit>(), new List<int>(), new List<LineSpan>());
        var open = units.Select(unit => ShownUnit.Of(file, unit)).ToList();
        while (open.Count > 0)
        {
            var tokens = await model.CountTokensAsync([.. open.Select(unit => unit.Shown), .. open.Select(unit => unit.Uses)], cancellationToken);
            var next = new List<ShownUnit>();
            foreach (var (unit, lines, heads) in open.Zip(tokens, tokens.Skip(open.Count)))
            {
                if (lines + heads <= model.CodeTokens)
                {
                    fitting.Add(unit);
                    counts.Add(lines + heads);
                }
                else if (lines <= model.CodeTokens)
                {
                    // What is used goes before a line of the piece does.
                    next.Add(ShownUnit.Of(file, unit.Unit with { Signatures = [] }));
                }
                else if (unit.Unit.Lines.Count <= 1)
                {
                    tooLong.Add(unit.Unit.Lines);
                }
                else
                {
                    next.AddRange(Halves(unit));
                }
            }

            open = next;
        }

        var order = Enumerable.Range(0, fitting.Count).OrderBy(index => fitting[index].Unit.Lines.Start).ToList();
        return new UnitFit([.. order.Select(index => fitting[index])], [.. order.Select(index => counts[index])], tooLong);
    }

    /// <param name="order">Indexes of those that are to be asked about, in the order in which they are.</param>
    /// <param name="codeTokens">Most of them together.</param>
    public IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<int> order, int codeTokens)
    {
        var (batch, sum) = (new List<int>(), 0);
        foreach (var index in order)
        {
            if (batch.Count == MostTogether || (batch.Count > 0 && sum + Tokens[index] > codeTokens))
            {
                yield return batch;
                (batch, sum) = ([], 0);
            }

            batch.Add(index);
            sum += Tokens[index];
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>Cut where it hurts least: between changes, if it can be at a blank line, near the middle.</summary>
    private static IEnumerable<ShownUnit> Halves(ShownUnit shown)
    {
        var (file, unit) = (shown.File, shown.Unit);
        var middle = unit.Lines.Start + (unit.Lines.Count / 2);
        var at = Enumerable.Range(unit.Lines.Start + 1, unit.Lines.Count - 1)
            .OrderBy(line => Math.Abs(line - middle) + (unit.Changed.Any(span => span.Contains(line - 1) && span.Contains(line)) ? unit.Lines.Count / 3 : 0)
                - (file.New!.Line(line - 1).IsWhiteSpace() ? unit.Lines.Count / 6 : 0))
            .First();
        foreach (var lines in new[] { unit.Lines with { End = at }, unit.Lines with { Start = at } })
        {
            var changed = UnitLines.Within([.. unit.Changed], lines, file.New!.LineCount);
            if (changed.Count > 0)
            {
                yield return ShownUnit.Of(file, unit with { Lines = lines, Changed = changed });
            }
        }
    }
}
