namespace CodeAssist.Context.Index.Segments;

/// <summary>A stretch of tokens that does not change any more: where matches are found and what they read on in.</summary>
/// <param name="Symbols">One for each token; every document or part of one begins with a mark.</param>
/// <param name="Layout">As in <see cref="Tokens.TokenList"/>.</param>
internal sealed record TokenText(int[] Symbols, byte[] Layout)
{
    /// <summary>How many tokens before <paramref name="position"/> are the same as those before the caret.</summary>
    /// <param name="position">Between 0 and the number of tokens.</param>
    /// <param name="before">The tokens before the caret, the last one first.</param>
    public int Matching(int position, ReadOnlySpan<int> before)
    {
        var most = Math.Min(position, before.Length);
        var count = 0;
        while (count < most && Symbols[position - 1 - count] == before[count])
        {
            count++;
        }

        return count;
    }

    /// <summary>The first position at or after <paramref name="position"/> at which a line or a document begins, or the end.</summary>
    public int LineEnd(int position)
    {
        var length = Symbols.AsSpan(position).IndexOfAny(Tokens.SymbolTable.Line, Tokens.SymbolTable.Document);
        return length < 0 ? Symbols.Length : position + length;
    }
}
