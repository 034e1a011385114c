using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>
/// Guesses how an answer goes on: what followed its last tokens in the texts that the client sent along, in the prompt, or in the
/// answer itself.
/// </summary>
/// <remarks>
/// Prompt lookup decoding (Saxena, 2023): code repeats itself, and a search through some thousand numbers costs microseconds where
/// a token costs milliseconds. The longest match wins, then the client's texts, then the latest place.
/// </remarks>
internal sealed class DraftFinder
{
    private const int LongestMatch = 4;
    private const int ShortestMatch = 2;

    private readonly List<int[]> _client;
    private readonly List<int> _text;
    private readonly int[] _after;

    /// <param name="prompt">The prompt.</param>
    /// <param name="client">Texts that may follow the prompt, in tokens.</param>
    public DraftFinder(AssembledPrompt prompt, IReadOnlyList<int[]> client)
    {
        // Where the suffix follows the prefix, the answer still goes on behind the prefix.
        _text = [.. prompt.Tokens[..prompt.CaretPosition]];
        _after = prompt.Tokens[prompt.CaretPosition..];
        var before = _text.TakeLast(LongestMatch).ToList();
        var typed = prompt.Cut is { } cut ? new[] { cut.Tokens } : [];
        _client = [.. client.Concat(typed).Select(tokens => (int[])[.. before, .. tokens])];
    }

    /// <summary>Tells the next token of the answer.</summary>
    public void Append(int token) => _text.Add(token);

    /// <returns>At most so many tokens, or null where nothing like it was seen.</returns>
    public Draft? Find(int most)
    {
        var text = CollectionsMarshal.AsSpan(_text);
        for (var length = Math.Min(LongestMatch, text.Length); length >= ShortestMatch && most > 0; length--)
        {
            var key = text[^length..];
            foreach (var tokens in _client)
            {
                if (Follow(tokens, key, most) is { } sent)
                {
                    return new Draft(DraftSource.Client, sent);
                }
            }

            if ((Follow(text, key, most) ?? Follow(_after, key, most)) is { } seen)
            {
                return new Draft(length > ShortestMatch ? DraftSource.LongMatch : DraftSource.ShortMatch, seen);
            }
        }

        return null;
    }

    private static int[]? Follow(ReadOnlySpan<int> tokens, ReadOnlySpan<int> key, int most)
    {
        // Without the last token, behind which nothing follows: the end of the text is no match for itself.
        var at = tokens.IsEmpty ? -1 : tokens[..^1].LastIndexOf(key);
        var from = at + key.Length;

        return at < 0 ? null : tokens[from..Math.Min(tokens.Length, from + most)].ToArray();
    }
}
