namespace CodeAssist.Core.Assist;

/// <summary>How many tokens a text has, before any tokenizer was asked.</summary>
/// <remarks>
/// Code has three to four characters to a token in the vocabularies of today's models; the lower end is taken, so that what is said to fit does. Characters beyond
/// ASCII may be a token each.
/// </remarks>
public static class TokenEstimate
{
    private const double CharactersPerToken = 3;

    public static int Of(string text)
    {
        var plain = 0;
        foreach (var letter in text)
        {
            plain += char.IsAscii(letter) ? 1 : 0;
        }

        return (int)Math.Ceiling(plain / CharactersPerToken) + (text.Length - plain);
    }
}
