using CodeAssist.Core.Review.Checks;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Lines that say the same of other names, as they come of copying: <c>a.X = b.X;</c> and, below it, <c>a.Y = b.Y;</c>.</summary>
/// <param name="tokens">The file.</param>
public sealed class CopiedLines(CodeTokens tokens)
{
    private const int Reach = 3;
    private const int ShortestLine = 4;

    /// <summary>
    /// Names that a line has from a neighbour where the neighbour's pattern asks for another: the neighbour has one name at two places, and the line another name
    /// at one of them and the neighbour's own at the other.
    /// </summary>
    public IEnumerable<Alternative> LeftAsTheyWere(int line, int lineCount)
    {
        foreach (var (own, other) in Aligned(line, lineCount))
        {
            for (var place = 0; place < own.Length; place++)
            {
                if (!own[place].IsName || !IsSame(own[place], other[place]))
                {
                    continue;
                }

                for (var twin = 0; twin < own.Length; twin++)
                {
                    if (twin != place && IsSame(other[twin], other[place]) && own[twin].IsName && !IsSame(own[twin], other[twin]))
                    {
                        yield return Instead(own[place], own[twin].Text);
                    }
                }
            }
        }
    }

    /// <summary>The fault itself, for whoever wants to make it: a name that the line has twice, at one place as the neighbour has it.</summary>
    public IEnumerable<Alternative> AsTheNeighbour(int line, int lineCount)
    {
        foreach (var (own, other) in Aligned(line, lineCount))
        {
            for (var place = 0; place < own.Length; place++)
            {
                var hasTwin = Enumerable.Range(0, own.Length).Any(twin => twin != place && IsSame(own[twin], own[place]) && IsSame(other[twin], other[place]));
                if (own[place].IsName && other[place].IsName && !IsSame(own[place], other[place]) && hasTwin)
                {
                    yield return Instead(own[place], other[place].Text);
                }
            }
        }
    }

    private static Alternative Instead(CodeToken token, string text) => new(FaultKind.CopiedName, new OffsetRange(token.Start, token.End), text);

    private IEnumerable<(CodeToken[] Own, CodeToken[] Other)> Aligned(int line, int lineCount)
    {
        var own = Line(line);
        for (var neighbour = Math.Max(0, line - Reach); own.Length >= ShortestLine && neighbour <= Math.Min(lineCount - 1, line + Reach); neighbour++)
        {
            if (neighbour != line && Line(neighbour) is var other && other.Length == own.Length && own.Zip(other).All(pair => IsAlike(pair.First, pair.Second)))
            {
                yield return (own, other);
            }
        }
    }

    private CodeToken[] Line(int line)
    {
        var (offset, length) = tokens.OfLine(line).GetOffsetAndLength(tokens.All.Count);
        return [.. tokens.All.Skip(offset).Take(length)];
    }

    private static bool IsAlike(CodeToken one, CodeToken other) =>
        one.IsName == other.IsName && one.IsNumber == other.IsNumber && (one.IsName || one.IsNumber || IsSame(one, other));

    private static bool IsSame(CodeToken one, CodeToken other) => string.Equals(one.Text, other.Text, StringComparison.Ordinal);
}
