using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>The secrets of a finished request: as it is read, and as what is quoted in it is read.</summary>
internal static class RequestSecrets
{
    /// <returns>Places in bytes, in order; no two overlap.</returns>
    public static IReadOnlyList<SecretHit> In(ReadOnlySpan<byte> body, SecretScanner scanner, IReadOnlyCollection<string> paths)
    {
        // What its strings say, and what strings within those say: arguments of a tool, JSON in code.
        var raw = RequestText.Of(body);
        var read = raw.Unescaped() ?? raw;
        return SecretScanner.WithoutOverlaps([.. Hits(read, scanner, paths), .. Hits(read.UnescapedLines(), scanner, paths)]);
    }

    private static IEnumerable<SecretHit> Hits(RequestText? text, SecretScanner scanner, IReadOnlyCollection<string> paths)
    {
        foreach (var view in new[] { text?.Text, text?.TextWithoutDiffMarks() }.OfType<string>())
        {
            foreach (var hit in scanner.Scan(view, paths))
            {
                var bytes = text!.Bytes(hit.Start, hit.End);
                yield return new SecretHit(hit.RuleId, bytes.Start.Value, bytes.End.Value - bytes.Start.Value);
            }
        }
    }
}
