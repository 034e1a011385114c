namespace CodeAssist.Core.Review.Likelihood;

/// <summary>A fault in words for people.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What would change it, as a menu entry.</param>
internal sealed record FaultWords(string Message, string Fix)
{
    /// <param name="written">What stands there.</param>
    /// <param name="other">What may have been meant.</param>
    public static FaultWords Of(string written, string other) => Rest(written, other) is { } more
        ? new FaultWords($"'{more}' is probably too much here.", $"Remove '{more}'")
        : Rest(other, written) is { } missing
            ? new FaultWords($"'{missing}' is probably missing here.", $"Add '{missing}'")
            : new FaultWords($"'{other}' is likelier here than '{written}'.", $"Change '{written}' to '{other}'");

    // "Length - 1" and "Length", "!isOpen" and "isOpen"; but "10" is no "1" with more, nor "!=" a "=".
    private static string? Rest(string longer, string shorter)
    {
        if (shorter.Length == 0 || longer.Length <= shorter.Length)
        {
            return null;
        }

        return longer.StartsWith(shorter + " ", StringComparison.Ordinal) ? longer[shorter.Length..].Trim()
            : longer[0] == '!' && longer.AsSpan(1).SequenceEqual(shorter) && shorter[0] != '=' ? "!"
            : null;
    }
}
