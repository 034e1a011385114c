namespace CodeAssist.Context.Index.Segments;

/// <summary>Many documents, with all their positions in the order of the text before them, read backwards.</summary>
/// <remarks>
/// In that order the positions whose text before them matches a caret's for longest stand side by side, and shorter matches lie around
/// longer ones: one search finds every length.
/// </remarks>
internal sealed class Segment
{
    private readonly int[] _order;

    private Segment(TokenText text, int[] order, IReadOnlyList<IndexedDocument> documents)
    {
        Text = text;
        _order = order;
        Documents = documents;
    }

    public TokenText Text { get; }

    public IReadOnlyList<IndexedDocument> Documents { get; }

    public long Bytes => (9L * Text.Symbols.Length) + (120L * Documents.Count);

    /// <param name="text">All documents, one after another.</param>
    /// <param name="documents">In the order of their tokens, the first at 0.</param>
    /// <param name="symbolCount">Larger than every symbol of <paramref name="text"/>.</param>
    /// <param name="cancellationToken">Ends the sorting between its phases.</param>
    public static Segment Build(
        TokenText text, IReadOnlyList<IndexedDocument> documents, int symbolCount, CancellationToken cancellationToken)
    {
        var length = text.Symbols.Length;
        var backwards = new int[length];
        var ranks = new int[symbolCount];
        foreach (var symbol in text.Symbols)
        {
            ranks[symbol] = 1;
        }

        var different = 0;
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            ranks[symbol] = ranks[symbol] == 0 ? 0 : different++;
        }

        for (var index = 0; index < length; index++)
        {
            backwards[index] = ranks[text.Symbols[length - 1 - index]];
        }

        var order = SuffixSort.Sort(backwards, different, cancellationToken);
        for (var index = 0; index < length; index++)
        {
            order[index] = length - order[index];
        }

        return new Segment(text, order, documents);
    }

    /// <summary>The documents that still count, with their tokens but without their marks.</summary>
    public IEnumerable<(IndexedDocument Document, ReadOnlyMemory<int> Symbols, ReadOnlyMemory<byte> Layout)> Living()
    {
        for (var index = 0; index < Documents.Count; index++)
        {
            var start = Documents[index].Start + 1;
            var end = index + 1 < Documents.Count ? Documents[index + 1].Start : Text.Symbols.Length;
            if (!Documents[index].IsGone)
            {
                yield return (Documents[index], Text.Symbols.AsMemory(start, end - start), Text.Layout.AsMemory(start, end - start));
            }
        }
    }

    public IndexedDocument DocumentAt(int position)
    {
        var (low, high) = (0, Documents.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Documents[middle].Start < position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Documents[low];
    }

    /// <summary>Positions in the order of how many tokens match, the longest matches first.</summary>
    /// <param name="before">The tokens before the caret, the last one first.</param>
    /// <param name="perLength">At most so many positions that match for the same number of tokens.</param>
    /// <param name="most">At most so many positions in all.</param>
    /// <param name="found">Takes each of them.</param>
    public void Nearest(ReadOnlySpan<int> before, int perLength, int most, List<(int Position, int Matching)> found)
    {
        var high = LowerBound(before);
        var low = high - 1;
        var (lowMatching, highMatching) = (MatchingAt(low, before), MatchingAt(high, before));
        var (current, count) = (int.MaxValue, 0);
        while (found.Count < most && Math.Max(lowMatching, highMatching) is > 0 and var matching)
        {
            if (matching < current)
            {
                (current, count) = (matching, 0);
            }

            if (count == perLength)
            {
                // Enough of these; on to the shorter matches around them.
                low = Skip(low, -1, matching, before);
                high = Skip(high, 1, matching, before);
                (lowMatching, highMatching) = (MatchingAt(low, before), MatchingAt(high, before));
                continue;
            }

            count++;
            if (lowMatching == matching)
            {
                found.Add((_order[low], matching));
                lowMatching = MatchingAt(--low, before);
            }
            else
            {
                found.Add((_order[high], matching));
                highMatching = MatchingAt(++high, before);
            }
        }
    }

    private int MatchingAt(int index, ReadOnlySpan<int> before) =>
        index >= 0 && index < _order.Length ? Text.Matching(_order[index], before) : 0;

    // The first index whose text before is not smaller.
    private int LowerBound(ReadOnlySpan<int> before)
    {
        var (low, high) = (0, _order.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var position = _order[middle];
            var matching = Text.Matching(position, before);
            var isSmaller = matching < before.Length && (position == matching || Text.Symbols[position - 1 - matching] < before[matching]);
            if (isSmaller)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // The first index in a direction that matches for less, in steps that double.
    private int Skip(int index, int direction, int matching, ReadOnlySpan<int> before)
    {
        if (MatchingAt(index, before) < matching)
        {
            return index;
        }

        var step = 1;
        while (MatchingAt(index + (direction * step), before) >= matching)
        {
            index += direction * step;
            step *= 2;
        }

        // Between index, which still matches, and index + step, which does not.
        while (step > 1)
        {
            step /= 2;
            if (MatchingAt(index + (direction * step), before) >= matching)
            {
                index += direction * step;
            }
        }

        return index + direction;
    }
}
