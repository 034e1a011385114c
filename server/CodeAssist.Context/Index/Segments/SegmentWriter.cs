using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Segments;

/// <summary>Gathers documents until there are enough of them for a segment.</summary>
internal sealed class SegmentWriter
{
    private readonly TokenList _tokens = new();
    private readonly List<IndexedDocument> _documents = [];

    public int Tokens => _tokens.Count;

    /// <param name="path">Relative to the workspace folder.</param>
    /// <param name="symbols">Of its lines; the mark of the document is added.</param>
    /// <param name="layout">One for each of them.</param>
    /// <param name="length">Length of its text in UTF-16 units.</param>
    public IndexedDocument Add(string path, ReadOnlySpan<int> symbols, ReadOnlySpan<byte> layout, int length)
    {
        var document = new IndexedDocument(path, _tokens.Count, length);
        _documents.Add(document);
        _tokens.Add(SymbolTable.Document, 0);
        _tokens.AddRange(symbols, layout);
        return document;
    }

    public Segment Build(int symbolCount, CancellationToken cancellationToken) =>
        Segment.Build(new TokenText(_tokens.Symbols.ToArray(), _tokens.Layout.ToArray()), _documents, symbolCount, cancellationToken);
}
