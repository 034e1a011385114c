namespace CodeAssist.Core.LocalModels;

/// <summary>The words with which a hub is searched: short, and of plain letters, because they become part of an address.</summary>
public static class HubWords
{
    /// <summary>What they have to be.</summary>
    public const string Rule = "a few words of Latin letters, digits, hyphens, underscores and points, 80 at most";

    private const int Longest = 80;

    public static bool AreSound(string words) =>
        words.Length is > 0 and <= Longest && words.Any(char.IsAsciiLetterOrDigit)
        && words.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '.');
}
