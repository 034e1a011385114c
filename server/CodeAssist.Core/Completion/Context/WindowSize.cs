namespace CodeAssist.Core.Completion.Context;

/// <summary>How much of the file a prompt may carry, in UTF-16 code units.</summary>
public readonly record struct WindowSize(int PrefixCharacters, int SuffixCharacters)
{
    // Code of the languages we measured has 3.2 to 4.5 characters per token; the host trims exactly when a file is denser.
    private const double CharactersPerToken = 3;
    private const double PrefixShare = 0.72;

    /// <param name="promptTokens">Tokens there are for the prompt.</param>
    /// <param name="otherCharacters">UTF-16 code units of other files that go into the same prompt.</param>
    public static WindowSize For(int promptTokens, int otherCharacters)
    {
        var characters = Math.Max(0, (promptTokens * CharactersPerToken) - otherCharacters);
        return new WindowSize((int)(characters * PrefixShare), (int)(characters * (1 - PrefixShare)));
    }
}
