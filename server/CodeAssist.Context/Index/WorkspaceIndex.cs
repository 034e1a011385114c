using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index;

/// <summary>The text of one workspace folder, in memory only, searchable by what stands before a caret.</summary>
/// <remarks>
/// Documents that an editor has are kept as they are there and hide what the disk says. Every method may be called from any thread at
/// any time; questions never wait for the building.
/// </remarks>
public sealed class WorkspaceIndex : IContinuationSource
{
    private readonly Lock _changing = new();
    private readonly SymbolTable _symbols = new();
    private readonly Dictionary<string, IndexedDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private volatile IndexContent _content = new([], []);

    internal SymbolTable Symbols => _symbols;

    internal IndexContent Content => _content;

    /// <summary>Bytes of memory that the index takes.</summary>
    public long Bytes
    {
        get
        {
            var content = _content;
            return _symbols.Bytes + content.Segments.Sum(segment => segment.Bytes) + content.Open.Sum(document => document.Bytes);
        }
    }

    /// <summary>Reads the folder's files, and makes each part known as soon as it is sorted.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="progress">Is told after every part.</param>
    /// <param name="cancellationToken">What is known by then stays known.</param>
    public Task<IndexProgress> BuildAsync(
        string folder, IndexLimits limits, IProgress<IndexProgress> progress, CancellationToken cancellationToken) =>
        new IndexBuild(this, limits, progress).RunAsync(folder, cancellationToken);

    /// <summary>Takes a document as an editor has it: opened, or edited.</summary>
    /// <param name="path">Relative to the workspace folder, with forward slashes.</param>
    /// <param name="text">All of it. Only what differs from the last text is read.</param>
    public void Update(string path, string text)
    {
        if (PrivateFiles.Include(path))
        {
            return;
        }

        lock (_changing)
        {
            _closed.Remove(path);
            var content = _content;
            var known = content.Open.FirstOrDefault(document => string.Equals(document.Path, path, StringComparison.Ordinal));
            var document = known?.With(text, _symbols) ?? OpenDocument.Read(path, text, _symbols);
            if (document == known && content.Open[0] == known)
            {
                return;
            }

            Forget(path);
            _content = content with { Open = [document, .. content.Open.Where(other => other != known)] };
        }
    }

    /// <summary>The editor no longer has the document; its last text counts until the disk is read again.</summary>
    public void Close(string path)
    {
        lock (_changing)
        {
            _closed.Add(path);
        }
    }

    /// <summary>The file is gone, or must not be indexed any more.</summary>
    public void Remove(string path)
    {
        lock (_changing)
        {
            Forget(path);
            _content = _content with { Open = [.. _content.Open.Where(document => !string.Equals(document.Path, path, StringComparison.Ordinal))] };
        }
    }

    /// <summary>Sorts closed documents into a segment, and joins small segments: work for quiet moments.</summary>
    public void Tidy(CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            _content = Tidying.Apply(_content, _closed, _documents, _symbols.Count, cancellationToken);
            _closed.Clear();
        }
    }

    public IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit)
    {
        if (PrivateFiles.Include(request.Path))
        {
            return [];
        }

        // The question is about this very text, also where a notification is still on its way.
        Update(request.Path, request.Text);
        return ContinuationSearch.Propose(_content, _symbols, request, limit);
    }

    /// <summary>Adds a segment that was read from the disk; documents that an editor has since opened do not count in it.</summary>
    internal void Add(Segment segment)
    {
        lock (_changing)
        {
            foreach (var document in segment.Documents)
            {
                if (_content.Open.Any(open => string.Equals(open.Path, document.Path, StringComparison.Ordinal)))
                {
                    document.Leave();
                    continue;
                }

                Forget(document.Path);
                _documents[document.Path] = document;
            }

            _content = _content with { Segments = [.. _content.Segments, segment] };
        }
    }

    private void Forget(string path)
    {
        if (_documents.Remove(path, out var document))
        {
            document.Leave();
        }
    }
}
