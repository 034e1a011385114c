namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>Finds secrets in texts, also in what is written in base64. Time grows with the text's length and with nothing else.</summary>
/// <remarks>Thread-safe. A comment in the text cannot excuse a secret: whoever wrote it may be the one who wants it out.</remarks>
public sealed class SecretScanner(SecretRules rules)
{
    private const string Generic = "generic-api-key";

    /// <summary>With all rules.</summary>
    public static SecretScanner Default { get; } = new(SecretRules.All);

    /// <param name="text">Any text.</param>
    /// <param name="paths">Relative paths of the files that the text comes from, with forward slashes; empty where they are unknown.</param>
    /// <returns>In the order of the text; no two overlap.</returns>
    public IReadOnlyList<SecretHit> Scan(string text, IReadOnlyCollection<string> paths)
    {
        var ascii = Ascii(text);
        var decoded = DecodedBase64.In(ascii);
        IEnumerable<SecretHit> hits = Find(ascii, paths);
        if (decoded.Text.Length > 0)
        {
            hits = hits.Concat(Find(Ascii(decoded.Text), paths).Select(decoded.Encoded));
        }

        return WithoutOverlaps(hits);
    }

    /// <summary>
    /// Where several overlap, the first to begin speaks for all the characters that any of them found; but whoever knows what it is before the rule
    /// for whatever looks like a key.
    /// </summary>
    internal static IReadOnlyList<SecretHit> WithoutOverlaps(IEnumerable<SecretHit> hits)
    {
        List<SecretHit> apart = [];
        foreach (var hit in hits.OrderBy(hit => hit.Start))
        {
            if (apart is [.., var last] && hit.Start < last.End)
            {
                var rule = string.Equals(last.RuleId, Generic, StringComparison.Ordinal) ? hit.RuleId : last.RuleId;
                apart[^1] = new SecretHit(rule, last.Start, Math.Max(last.End, hit.End) - last.Start);
            }
            else
            {
                apart.Add(hit);
            }
        }

        return apart;
    }

    private List<SecretHit> Find(string ascii, IReadOnlyCollection<string> paths)
    {
        var lower = ascii.ToLowerInvariant();
        var present = rules.Keywords.Where(keyword => lower.Contains(keyword, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        List<SecretHit> hits = [];
        foreach (var rule in rules.Rules)
        {
            if ((rule.Keywords.Count > 0 && !rule.Keywords.Any(present.Contains)) || !rule.Concerns(paths))
            {
                continue;
            }

            foreach (var match in rule.Pattern.EnumerateMatches(ascii))
            {
                if (match.Length > 0 && rule.Judge(ascii, match, rules.General, paths) is { } place)
                {
                    var (start, length) = place.GetOffsetAndLength(ascii.Length);
                    hits.Add(new SecretHit(rule.Id, start, length));
                }
            }
        }

        return hits;
    }

    private static string Ascii(string text) => System.Text.Ascii.IsValid(text)
        ? text
        : string.Create(text.Length, text, static (ascii, text) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                ascii[index] = char.IsAscii(text[index]) ? text[index] : SecretPattern.BeyondAscii;
            }
        });
}
