using System.Text;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Shortens one part of a prompt by whole lines, from the end that its rule names.</summary>
internal sealed class LineTrimmer(Vocabulary vocabulary, PromptPart part)
{
    private readonly string _text = part.Text!;

    private bool FromStart => part.Trim == TrimRule.KeepEnd;

    /// <param name="tokens">The tokens of the whole part.</param>
    /// <param name="excess">Tokens that have to go.</param>
    /// <param name="tokenBudget">Tokens that the whole prompt may have.</param>
    /// <returns>The tokens that stay: at least <paramref name="excess"/> fewer, or none.</returns>
    public int[] Trim(int[] tokens, int excess, int tokenBudget)
    {
        if (excess >= tokens.Length)
        {
            return [];
        }

        // In strides, not by single lines: while somebody types, the cut must stay where it is for many keystrokes, or every one of
        // them would shift the whole prompt and nothing of the cache could be used again.
        var stride = Math.Max(16, tokenBudget / 16);
        var wanted = Math.Min((excess + stride - 1) / stride * stride, tokens.Length);
        var most = tokens.Length - excess;
        for (var cut = CharactersOf(tokens, wanted); ; cut++)
        {
            var kept = Cut(ref cut);
            if (kept.Length == 0)
            {
                break;
            }

            var result = vocabulary.Tokenize(kept);
            if (result.Length <= most)
            {
                return result;
            }
        }

        // One line alone is too long: a piece of it is better than nothing at all.
        var rest = wanted < tokens.Length ? tokens.Length - wanted : most;
        return FromStart ? tokens[^rest..] : tokens[..rest];
    }

    // Moves the cut on to the next border between lines and returns what stays.
    private string Cut(ref int cut)
    {
        if (FromStart)
        {
            var end = cut < _text.Length ? _text.IndexOf('\n', Math.Max(0, cut - 1)) : -1;
            cut = end < 0 ? _text.Length : end + 1;
            return _text[cut..];
        }

        var last = cut < _text.Length ? _text.LastIndexOf('\n', _text.Length - 1 - cut) : -1;
        cut = _text.Length - 1 - last;
        return _text[..(last + 1)];
    }

    // How many characters the first (or last) so many tokens make up.
    private int CharactersOf(int[] tokens, int count)
    {
        var bytes = FromStart ? tokens.AsSpan(0, count) : tokens.AsSpan(tokens.Length - count);
        var length = 0;
        foreach (var token in bytes)
        {
            length += vocabulary.Piece(token).Length;
        }

        var utf8 = Encoding.UTF8.GetBytes(_text);
        length = Math.Min(length, utf8.Length);
        return Encoding.UTF8.GetCharCount(FromStart ? utf8.AsSpan(0, length) : utf8.AsSpan(utf8.Length - length));
    }
}
