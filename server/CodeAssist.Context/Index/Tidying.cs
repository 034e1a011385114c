using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index;

/// <summary>
/// Keeps the number of things to search small: documents that were closed, segments that are small and those that hardly count any more
/// become one segment.
/// </summary>
/// <remarks>Sorting that may take seconds, beside whatever happens to the index meanwhile: who puts the segment in place looks at what still holds.</remarks>
internal sealed class Tidying
{
    private const int FewSegments = 6;
    private const int SmallTokens = 1 << 20;

    private Tidying(IReadOnlyList<Segment> joined, IReadOnlyList<OpenDocument> folded)
    {
        Joined = joined;
        var writer = new SegmentWriter();
        foreach (var segment in joined)
        {
            foreach (var (document, symbols, layout) in segment.Living())
            {
                Moved.Add((document, writer.Add(document.Path, symbols.Span, layout.Span, document.Length)));
            }
        }

        foreach (var document in folded)
        {
            var symbols = document.Chunks.SelectMany(chunk => chunk.Text.Symbols).ToArray();
            var layout = document.Chunks.SelectMany(chunk => chunk.Text.Layout).ToArray();
            Folded.Add((document, writer.Add(document.Path, symbols, layout, document.Text.Length)));
        }

        Writer = writer;
    }

    /// <summary>The segments that the new one stands for.</summary>
    public IReadOnlyList<Segment> Joined { get; }

    /// <summary>Their documents, and what each of them is in the new segment.</summary>
    public List<(IndexedDocument Before, IndexedDocument After)> Moved { get; } = [];

    /// <summary>The closed documents, and what each of them is in the new segment.</summary>
    public List<(OpenDocument Before, IndexedDocument After)> Folded { get; } = [];

    private SegmentWriter Writer { get; }

    /// <param name="content">What there is now.</param>
    /// <param name="closed">Paths of documents that no editor has any more.</param>
    /// <returns>Null where everything is in order.</returns>
    public static Tidying? Begin(IndexContent content, IReadOnlySet<string> closed)
    {
        var small = content.Segments.Where(segment => segment.Text.Symbols.Length < SmallTokens).ToList();
        var worn = content.Segments.Except(small).Where(IsWorn).ToList();
        var joined = small.Count >= FewSegments || small.Exists(IsWorn) ? [.. small, .. worn] : worn;
        var folded = content.Open.Where(document => closed.Contains(document.Path)).ToList();

        return joined.Count + folded.Count > 0 ? new Tidying(joined, folded) : null;
    }

    public Segment Sort(int symbolCount, CancellationToken cancellationToken) => Writer.Build(symbolCount, cancellationToken);

    // Half of it does not count any more.
    private static bool IsWorn(Segment segment) =>
        2 * segment.Documents.Where(document => document.IsGone).Sum(document => (long)document.Length) > segment.Documents.Sum(document => (long)document.Length);
}
