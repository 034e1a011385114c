using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>The rules of the gate, on code that is about to be shared. What it found is never repeated in a message.</summary>
internal sealed class SecretCheck(SecretScanner scanner) : ICheck
{
    private const string LooksLikeAKey = "generic-api-key";

    public IReadOnlyList<ReviewRule> Rules { get; } = [CheckRules.Secret, CheckRules.PossibleSecret];

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken)
    {
        foreach (var hit in scanner.Scan(file.Text, [file.Path]))
        {
            var isKnown = !string.Equals(hit.RuleId, LooksLikeAKey, StringComparison.Ordinal);
            var message = isKnown
                ? $"This is a secret of the kind '{hit.RuleId}'. Revoke it, and read it from the environment or a secret store."
                : "A random value is assigned to something named like a key. If it is a secret, revoke it and read it from elsewhere.";
            yield return new CheckHit(isKnown ? CheckRules.Secret : CheckRules.PossibleSecret, new OffsetRange(hit.Start, hit.End), message)
            {
                Confidence = isKnown ? 1 : 0.6,
                Evidence = [new Evidence("gate", hit.RuleId)],
            };
        }
    }
}
