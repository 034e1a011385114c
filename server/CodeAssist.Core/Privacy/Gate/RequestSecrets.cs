using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>The secrets of a finished request: as it is read, and as what is quoted in it is read.</summary>
internal static class RequestSecrets
{
    // The request, what its strings say, and what strings within those say (arguments of a tool, JSON in code).
    private const int Levels = 3;

    /// <returns>Places in bytes, in order; no two overlap.</returns>
    public static IReadOnlyList<SecretHit> In(ReadOnlySpan<byte> body, SecretScanner scanner, IReadOnlyCollection<string> paths)
    {
        List<SecretHit> hits = [];
        var text = RequestText.Of(body);
        for (var level = 0; level < Levels; level++)
        {
            // Deeper ones differ, and matter, only where something is quoted in them.
            foreach (var hit in scanner.Scan(text.Text, paths))
            {
                var bytes = text.Bytes(hit.Start, hit.End);
                hits.Add(new SecretHit(hit.RuleId, bytes.Start.Value, bytes.End.Value - bytes.Start.Value));
            }

            if (text.Unescaped() is not { } deeper)
            {
                break;
            }

            text = deeper;
        }

        return SecretScanner.WithoutOverlaps(hits);
    }
}
