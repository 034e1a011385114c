namespace CodeAssist.Context.Index.Segments;

/// <summary>Sorts all suffixes of a text in linear time by induced sorting (Nong, Zhang and Chan, 2009).</summary>
internal static class SuffixSort
{
    /// <param name="text">Values from 0 to <paramref name="alphabet"/> − 1.</param>
    /// <param name="alphabet">How many different values there may be.</param>
    /// <param name="cancellationToken">Ends the work between its phases.</param>
    /// <returns>Where each suffix starts, the smallest suffix first; a prefix of another suffix is smaller than it.</returns>
    public static int[] Sort(ReadOnlySpan<int> text, int alphabet, CancellationToken cancellationToken)
    {
        var order = new int[text.Length];
        if (text.Length > 1)
        {
            Sort(text, alphabet, order, cancellationToken);
        }

        return order;
    }

    private static void Sort(ReadOnlySpan<int> text, int alphabet, Span<int> order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isSmaller = Types(text);
        var starts = Starts(text, alphabet);
        var next = new int[alphabet];

        // Rough order: the leftmost smaller suffixes by their first value, in any order.
        order.Fill(-1);
        Tails(starts, next);
        var count = 0;
        for (var index = 1; index < text.Length; index++)
        {
            if (isSmaller[index] && !isSmaller[index - 1])
            {
                order[--next[text[index]]] = index;
                count++;
            }
        }

        Induce(text, isSmaller, starts, next, order);
        if (count == 0)
        {
            return;
        }

        // What induction left is the order of the pieces between two of them; equal pieces get equal names.
        var found = 0;
        for (var index = 0; index < order.Length; index++)
        {
            if (IsLeftmost(isSmaller, order[index]))
            {
                order[found++] = order[index];
            }
        }

        var names = Name(text, isSmaller, order, count, out var different);
        var positions = new int[count];
        var named = new int[count];
        for (int index = 1, at = 0; index < text.Length; index++)
        {
            if (IsLeftmost(isSmaller, index))
            {
                positions[at] = index;
                named[at++] = names[index >> 1];
            }
        }

        var sorted = new int[count];
        if (different < count)
        {
            Sort(named, different, sorted, cancellationToken);
        }
        else
        {
            for (var index = 0; index < count; index++)
            {
                sorted[named[index]] = index;
            }
        }

        // Now in their true order, and everything else is induced from them.
        order.Fill(-1);
        Tails(starts, next);
        for (var index = count - 1; index >= 0; index--)
        {
            var position = positions[sorted[index]];
            order[--next[text[position]]] = position;
        }

        Induce(text, isSmaller, starts, next, order);
    }

    // A suffix is smaller when the one after it is greater; the last one is greater than the end.
    private static bool[] Types(ReadOnlySpan<int> text)
    {
        var isSmaller = new bool[text.Length];
        for (var index = text.Length - 2; index >= 0; index--)
        {
            isSmaller[index] = text[index] == text[index + 1] ? isSmaller[index + 1] : text[index] < text[index + 1];
        }

        return isSmaller;
    }

    private static bool IsLeftmost(bool[] isSmaller, int index) => index > 0 && isSmaller[index] && !isSmaller[index - 1];

    private static int[] Starts(ReadOnlySpan<int> text, int alphabet)
    {
        var starts = new int[alphabet + 1];
        foreach (var value in text)
        {
            starts[value + 1]++;
        }

        for (var value = 0; value < alphabet; value++)
        {
            starts[value + 1] += starts[value];
        }

        return starts;
    }

    private static void Tails(int[] starts, int[] next) => starts.AsSpan(1).CopyTo(next);

    private static void Induce(ReadOnlySpan<int> text, bool[] isSmaller, int[] starts, int[] next, Span<int> order)
    {
        starts.AsSpan(0, next.Length).CopyTo(next);
        order[next[text[^1]]++] = text.Length - 1;
        for (var index = 0; index < order.Length; index++)
        {
            var before = order[index] - 1;
            if (before >= 0 && !isSmaller[before])
            {
                order[next[text[before]]++] = before;
            }
        }

        Tails(starts, next);
        for (var index = order.Length - 1; index >= 0; index--)
        {
            var before = order[index] - 1;
            if (before >= 0 && isSmaller[before])
            {
                order[--next[text[before]]] = before;
            }
        }
    }

    private static int[] Name(ReadOnlySpan<int> text, bool[] isSmaller, Span<int> order, int count, out int different)
    {
        // No two of them are neighbors, so that half as many places are enough.
        var names = new int[(text.Length >> 1) + 1];
        var name = 0;
        for (var index = 0; index < count; index++)
        {
            if (index > 0 && !IsSamePiece(text, isSmaller, order[index - 1], order[index]))
            {
                name++;
            }

            names[order[index] >> 1] = name;
        }

        different = name + 1;
        return names;
    }

    private static bool IsSamePiece(ReadOnlySpan<int> text, bool[] isSmaller, int first, int second)
    {
        for (var offset = 0; ; offset++)
        {
            if (first + offset == text.Length || second + offset == text.Length)
            {
                return false;
            }

            if (text[first + offset] != text[second + offset] || isSmaller[first + offset] != isSmaller[second + offset])
            {
                return false;
            }

            if (offset > 0 && (IsLeftmost(isSmaller, first + offset) || IsLeftmost(isSmaller, second + offset)))
            {
                return IsLeftmost(isSmaller, first + offset) && IsLeftmost(isSmaller, second + offset);
            }
        }
    }
}
