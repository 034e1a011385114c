using CodeAssist.Context.Index.Declarations;
using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Snippets;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index;

/// <summary>The text of one workspace folder, in memory only, searchable by what stands before a caret.</summary>
/// <remarks>
/// Documents that an editor has are kept as they are there and hide what the disk says. Every method may be called from any thread at
/// any time; questions never wait for the building.
/// </remarks>
public sealed class WorkspaceIndex : IContinuationSource, IContextSource
{
    private const int DocumentsAtOnce = 1024;

    /// <summary>UTF-16 units of a document that is not kept, and so read for each question.</summary>
    private const int MostAlone = 200_000;

    // Reading a question's text waits for it: nothing that takes long is done in it.
    private readonly StickySnippets _snippets = new();
    private readonly TypeSnippets _types = new();
    private readonly Lock _changing = new();
    private readonly Lock _tidying = new();
    private readonly Action _sorted;
    private readonly SymbolTable _symbols = new();
    private readonly Dictionary<string, IndexedDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(StringComparer.Ordinal);
    private volatile IndexContent _content = new([], []);
    private long _units;

    public WorkspaceIndex()
        : this(sorted: static () => { })
    {
    }

    /// <param name="sorted">Is called by <see cref="Tidy"/> when all is sorted and nothing in place yet.</param>
    internal WorkspaceIndex(Action sorted) => _sorted = sorted;

    internal SymbolTable Symbols => _symbols;

    internal IndexContent Content => _content;

    /// <summary>Others than those that ship, where a fit must not know what it is judged by.</summary>
    internal RankingWeights Weights { get; init; } = RankingWeights.Shipped;

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
    /// <param name="progress">Is told after every part, and every few thousand files.</param>
    /// <param name="cancellationToken">What is known by then stays known.</param>
    public Task<IndexProgress> BuildAsync(
        string folder, IndexLimits limits, IProgress<IndexProgress> progress, CancellationToken cancellationToken) =>
        new IndexBuild(this, limits, progress).RunAsync(WorkspaceFiles.ListAsync(folder, cancellationToken), cancellationToken);

    /// <summary>Looks at what may have changed on the disk: files that are new or different are read, those that are gone or must not be read are forgotten.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="paths">Relative to the folder, with forward slashes: files, folders, what was one of them, and files with ignore rules.</param>
    /// <param name="limits">How much is kept in all.</param>
    /// <param name="progress">Is told after every part.</param>
    /// <param name="cancellationToken">What is known by then stays known.</param>
    /// <returns>What was read. Documents that an editor has are left as they are there.</returns>
    public Task<IndexProgress> RereadAsync(
        string folder, IReadOnlyCollection<string> paths, IndexLimits limits, IProgress<IndexProgress> progress, CancellationToken cancellationToken) =>
        new Rereading(this, folder).RunAsync(paths, limits, progress, cancellationToken);

    /// <summary>Takes a document as an editor has it: opened, or edited.</summary>
    /// <param name="path">Relative to the workspace folder, with forward slashes.</param>
    /// <param name="text">All of it. Only what differs from the last text is read.</param>
    public void Update(string path, string text) => Update(path, text, since: null);

    /// <summary>The same, where it is known what the text shares with an earlier one.</summary>
    public void Update(string path, string text, TextDifference? since)
    {
        if (NeverSend.Of(path) is not null)
        {
            return;
        }

        lock (_changing)
        {
            if (_excluded.Contains(path))
            {
                return;
            }

            _closed.Remove(path);
            var content = _content;
            var known = Opened(path);
            var document = known?.With(text, since, _symbols) ?? OpenDocument.Read(path, text, _symbols);
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
            if (Opened(path) is not null)
            {
                _closed.Add(path);
            }
        }
    }

    /// <summary>The file is gone, or must not be indexed any more.</summary>
    public void Remove(string path)
    {
        lock (_changing)
        {
            Forget(path);
            Drop(path);
        }
    }

    /// <summary>Says whether a document that an editor has may be known here; the disk's files are told apart when they are read.</summary>
    /// <param name="path">Relative to the workspace folder, with forward slashes.</param>
    /// <param name="isExcluded">Whether an ignore file excludes it: then its text is forgotten, and proposed in no other document.</param>
    public void Admit(string path, bool isExcluded)
    {
        lock (_changing)
        {
            if (!isExcluded)
            {
                _excluded.Remove(path);
            }
            else if (_excluded.Add(path))
            {
                Forget(path);
                Drop(path);
            }
        }
    }

    /// <summary>Sorts closed documents into a segment, and joins small segments: work for quiet moments, for which no question waits.</summary>
    public void Tidy(CancellationToken cancellationToken)
    {
        lock (_tidying)
        {
            HashSet<string> closed;
            lock (_changing)
            {
                closed = new HashSet<string>(_closed, StringComparer.Ordinal);
            }

            if (Tidying.Begin(_content, closed) is { } tidying)
            {
                var segment = tidying.Sort(_symbols.Count, cancellationToken);
                _sorted();
                Place(tidying, segment);
            }
        }
    }

    public IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit)
    {
        if (NeverSend.Of(request.Path) is not null)
        {
            return [];
        }

        // The question is about this very text, also where a notification is still on its way.
        Update(request.Path, request.Text, request.Since);
        return new ContinuationSearch(ContentFor(request), _symbols, Weights, request).Propose(limit);
    }

    public Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken) => Task.FromResult(Gather(request, limit));

    /// <remarks>Signatures of types in scope, which stay longest; lines that are like those around the caret; the type before the dot at the caret.</remarks>
    internal IReadOnlyList<ContextSnippet> Gather(CompletionRequest request, int limit)
    {
        if (NeverSend.Of(request.Path) is not null)
        {
            return [];
        }

        var content = _content;
        var wanted = _types.Wanted(request);
        var snippets = _snippets.Of(content, _symbols, request, limit, () => wanted is null ? [] : _types.OfScope(content, _symbols, request, wanted));
        return wanted is not null && _types.OfReceiver(content, _symbols, request, wanted) is { } receiver && !snippets.Contains(receiver) ? [.. snippets, receiver] : snippets;
    }

    /// <summary>What a document may be told: of an excluded one, only itself.</summary>
    internal IndexContent ContentFor(CompletionRequest request) => IsExcluded(request.Path) ? Alone(request) : _content;

    /// <summary>Adds a segment that was read from the disk; documents that an editor has since opened do not count in it.</summary>
    internal void Add(Segment segment)
    {
        // A segment may be of a hundred thousand files: questions come in between.
        foreach (var documents in segment.Documents.Chunk(DocumentsAtOnce))
        {
            lock (_changing)
            {
                Take(documents);
            }
        }

        lock (_changing)
        {
            _content = _content with { Segments = [.. _content.Segments, segment] };
        }
    }

    /// <summary>The disk has no such file, or none to be read; an editor may still have it.</summary>
    /// <returns>Whether it was known.</returns>
    internal bool ForgetFile(string path)
    {
        lock (_changing)
        {
            if (IsOpen(path))
            {
                return true;
            }

            return Drop(path) | Forget(path);
        }
    }

    /// <summary>Whether an editor has it, so that the disk has no say.</summary>
    internal bool IsOpen(string path)
    {
        lock (_changing)
        {
            return Opened(path) is not null && !_closed.Contains(path);
        }
    }

    internal bool Knows(string path)
    {
        lock (_changing)
        {
            return _documents.ContainsKey(path);
        }
    }

    /// <summary>How many files are kept, and how long they are together in UTF-16 units; without those that an editor has.</summary>
    internal (int Files, long Units) Kept()
    {
        lock (_changing)
        {
            return (_documents.Count, _units);
        }
    }

    /// <summary>Paths that are known, as of about now.</summary>
    /// <param name="folders">Relative, with a slash at their ends; the empty one is the workspace folder itself.</param>
    internal IEnumerable<string> KnownBelow(HashSet<string> folders)
    {
        if (folders.Count == 0)
        {
            return [];
        }

        // Beside the lock: there may be a million of them.
        var content = _content;
        var kept = content.Segments.SelectMany(segment => segment.Documents).Where(document => !document.IsGone).Select(document => document.Path);
        return kept.Concat(content.Open.Select(document => document.Path)).Where(path => IsBelow(path, folders));
    }

    private static bool IsBelow(string path, HashSet<string> folders)
    {
        var among = folders.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var slash = path.LastIndexOf('/'); slash >= 0; slash = path.AsSpan(0, slash).LastIndexOf('/'))
        {
            if (among.Contains(path.AsSpan(0, slash + 1)))
            {
                return true;
            }
        }

        return among.Contains("");
    }

    private void Take(IndexedDocument[] documents)
    {
        foreach (var document in documents)
        {
            if (IsOpen(document.Path))
            {
                document.Leave();
                continue;
            }

            Drop(document.Path);
            Forget(document.Path);
            Keep(document);
        }
    }

    private void Place(Tidying tidying, Segment segment)
    {
        lock (_changing)
        {
            foreach (var (before, after) in tidying.Moved)
            {
                // What has left since, or was replaced, must not come back.
                if (_documents.TryGetValue(before.Path, out var known) && ReferenceEquals(known, before))
                {
                    _documents[before.Path] = after;
                }
                else
                {
                    after.Leave();
                }
            }

            foreach (var (before, after) in tidying.Folded)
            {
                if (_closed.Contains(before.Path) && Opened(before.Path) == before)
                {
                    Drop(before.Path);
                    Keep(after);
                }
                else
                {
                    after.Leave();
                }
            }

            var others = _content.Segments.Except(tidying.Joined);
            _content = _content with { Segments = segment.Documents.Count > 0 ? [.. others, segment] : [.. others] };
        }
    }

    // What it says is proposed in it, and nowhere else; and nothing of others.
    private IndexContent Alone(CompletionRequest request) =>
        new(request.Text.Length > MostAlone ? [] : [OpenDocument.Read(request.Path, request.Text, _symbols)], []);

    private bool IsExcluded(string path)
    {
        lock (_changing)
        {
            return _excluded.Contains(path);
        }
    }

    private OpenDocument? Opened(string path) =>
        _content.Open.FirstOrDefault(document => string.Equals(document.Path, path, StringComparison.Ordinal));

    private bool Drop(string path)
    {
        _closed.Remove(path);
        if (Opened(path) is not { } document)
        {
            return false;
        }

        _content = _content with { Open = [.. _content.Open.Where(other => other != document)] };
        return true;
    }

    private void Keep(IndexedDocument document)
    {
        _documents[document.Path] = document;
        _units += document.Length;
    }

    private bool Forget(string path)
    {
        if (!_documents.Remove(path, out var document))
        {
            return false;
        }

        document.Leave();
        _units -= document.Length;
        return true;
    }
}
