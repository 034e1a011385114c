using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index;

/// <summary>Keeps the number of things to search small: few open documents, few segments, little text that no longer counts.</summary>
internal static class Tidying
{
    private const int FewSegments = 6;
    private const int SmallTokens = 1 << 20;

    public static IndexContent Apply(
        IndexContent content, IReadOnlySet<string> closed, Dictionary<string, IndexedDocument> documents, int symbolCount, CancellationToken cancellationToken)
    {
        var small = content.Segments.Where(segment => segment.Text.Symbols.Length < SmallTokens).ToList();
        var worn = content.Segments.Except(small).Where(IsWorn).ToList();
        var joined = small.Count >= FewSegments || small.Exists(IsWorn) ? [.. small, .. worn] : worn;
        var folded = content.Open.Where(document => closed.Contains(document.Path)).ToList();
        if (joined.Count == 0 && folded.Count == 0)
        {
            return content;
        }

        var writer = new SegmentWriter();
        var moved = new List<IndexedDocument>();
        foreach (var segment in joined)
        {
            foreach (var (document, symbols, layout) in segment.Living())
            {
                moved.Add(writer.Add(document.Path, symbols.Span, layout.Span, document.Length));
            }
        }

        foreach (var document in folded)
        {
            var symbols = document.Chunks.SelectMany(chunk => chunk.Text.Symbols).ToArray();
            var layout = document.Chunks.SelectMany(chunk => chunk.Text.Layout).ToArray();
            moved.Add(writer.Add(document.Path, symbols, layout, document.Text.Length));
        }

        var built = writer.Build(symbolCount, cancellationToken);
        foreach (var document in moved)
        {
            documents[document.Path] = document;
        }

        return new IndexContent([.. content.Open.Except(folded)], [.. content.Segments.Except(joined), built]);
    }

    // Half of it does not count any more.
    private static bool IsWorn(Segment segment) =>
        2 * segment.Documents.Where(document => document.IsGone).Sum(document => (long)document.Length) > segment.Documents.Sum(document => (long)document.Length);
}
