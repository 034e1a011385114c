using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>The rules of the gate, on code that is about to be shared. What it found is never repeated in a message.</summary>
internal sealed class SecretCheck(SecretScanner scanner) : ICheck
{
    private const string LooksLikeAKey = "generic-api-key";

    public IReadOnlyList<ReviewRule> Rules { get; } = [CheckRules.Secret, CheckRules.PossibleSecret];

    /// <summary>Longer texts are read only around what was changed.</summary>
    private const int ReadWhole = 64 * 1024;

    /// <summary>Lines before and behind a change: the longest secrets are private keys, of some hundred lines.</summary>
    private const int LinesAround = 150;

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken) =>
        file.Text.Length <= ReadWhole ? Find(file, new OffsetRange(0, file.Text.Length)) : Windows(file).SelectMany(window => Find(file, window));

    private static List<OffsetRange> Windows(CheckedFile file)
    {
        List<OffsetRange> windows = [];
        foreach (var lines in file.Change.Hunks.Select(hunk => hunk.New).Where(lines => !lines.IsEmpty))
        {
            var window = new OffsetRange(
                file.Document.OffsetAt(new(Math.Max(0, lines.Start - LinesAround), 0)), file.Document.OffsetAt(new(lines.End + LinesAround, 0)));
            if (windows is [.., var last] && window.Start <= last.End)
            {
                windows[^1] = last with { End = Math.Max(last.End, window.End) };
            }
            else
            {
                windows.Add(window);
            }
        }

        return windows;
    }

    private IEnumerable<CheckHit> Find(CheckedFile file, OffsetRange window)
    {
        foreach (var hit in scanner.Scan(file.Text[window.Start..window.End], [file.Path]))
        {
            var isKnown = !string.Equals(hit.RuleId, LooksLikeAKey, StringComparison.Ordinal);
            var message = isKnown
                ? $"This is a secret of the kind '{hit.RuleId}'. Revoke it, and read it from the environment or a secret store."
                : "A random value is assigned to something named like a key. If it is a secret, revoke it and read it from elsewhere.";
            yield return new CheckHit(isKnown ? CheckRules.Secret : CheckRules.PossibleSecret, new OffsetRange(window.Start + hit.Start, window.Start + hit.End), message)
            {
                Confidence = isKnown ? 1 : 0.6,
                Evidence = [new Evidence("gate", hit.RuleId)],
            };
        }
    }
}
