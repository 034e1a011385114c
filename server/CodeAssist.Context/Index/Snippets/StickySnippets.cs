using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;

namespace CodeAssist.Context.Index.Snippets;

/// <summary>Keeps a document's snippets while the caret stays near: what stands first in a prompt is dear to change. Thread-safe.</summary>
internal sealed class StickySnippets
{
    // In UTF-16 code units: about ten lines.
    private const int Near = 400;
    private const int MostDocuments = 16;

    private readonly Lock _lock = new();
    private readonly List<Kept> _kept = [];

    /// <param name="content">What is indexed.</param>
    /// <param name="symbols">Of all texts.</param>
    /// <param name="request">The question.</param>
    /// <param name="limit">Most that are looked for by names.</param>
    /// <param name="first">What stands before them, made anew when they are.</param>
    public IReadOnlyList<ContextSnippet> Of(IndexContent content, SymbolTable symbols, CompletionRequest request, int limit, Func<IReadOnlyList<ContextSnippet>> first)
    {
        lock (_lock)
        {
            var index = _kept.FindIndex(kept => string.Equals(kept.Path, request.Path, StringComparison.Ordinal));
            if (index >= 0 && Math.Abs(_kept[index].Caret - request.Caret) <= Near && _kept[index].Limit == limit)
            {
                return _kept[index].Snippets;
            }

            var found = new SnippetSearch(content, symbols, request).Find(limit);
            found.Reverse();
            IReadOnlyList<ContextSnippet> snippets = [.. first(), .. found.Select(snippet => new ContextSnippet(snippet.Window.Path, snippet.Window.Write(symbols)))];
            if (index >= 0)
            {
                _kept.RemoveAt(index);
            }

            _kept.Insert(0, new Kept(request.Path, request.Caret, limit, snippets));
            if (_kept.Count > MostDocuments)
            {
                _kept.RemoveAt(MostDocuments);
            }

            return snippets;
        }
    }

    private sealed record Kept(string Path, int Caret, int Limit, IReadOnlyList<ContextSnippet> Snippets);
}
