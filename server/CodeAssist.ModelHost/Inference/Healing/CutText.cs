namespace CodeAssist.ModelHost.Inference.Healing;

/// <summary>The end of the text before the caret that was left out of the prompt: every answer begins with it, in whatever tokens.</summary>
/// <param name="Pieces">The tokens of the vocabulary by their bytes.</param>
/// <param name="Tokens">The tokens as which it would have stood in the prompt.</param>
/// <param name="Bytes">The text in UTF-8; whole characters.</param>
internal sealed record CutText(PieceIndex Pieces, int[] Tokens, byte[] Bytes)
{
    private float[] _restricted = [];

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    /// <summary>The logits with those ruled out that contradict what stands before the caret.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="done">Bytes of this text that were generated already; fewer than it has.</param>
    /// <returns>
    /// A copy in which every other token has no probability: so what a chooser says of a token is how probable it is given what was typed.
    /// Valid until the next call, which like this one is the scheduler's.
    /// </returns>
    public ReadOnlySpan<float> Restrict(ReadOnlySpan<float> logits, int done)
    {
        var rest = Bytes.AsMemory(done);
        var restricted = _restricted = _restricted.Length == logits.Length ? _restricted : new float[logits.Length];
        Array.Fill(restricted, float.NegativeInfinity);
        foreach (var token in Pieces.BeginningWith(rest.Span))
        {
            restricted[token] = logits[token];
        }

        foreach (var token in Pieces.BeginningsOf(rest))
        {
            restricted[token] = logits[token];
        }

        return restricted;
    }
}
