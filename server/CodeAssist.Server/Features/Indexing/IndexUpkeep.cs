using System.Collections.Concurrent;
using System.Threading.Channels;
using CodeAssist.Context.Ignoring;
using CodeAssist.Context.Index;
using CodeAssist.Core.Text;
using CodeAssist.Lsp;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Indexing;

/// <summary>Keeps the workspace's indexes as the editor has its folders and documents; all of it beside the queue.</summary>
/// <remarks>Only the latest picture of the session counts: what came between two looks was typed over.</remarks>
internal sealed partial class IndexUpkeep : IAsyncDisposable
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(15);

    private readonly WorkspaceIndexes _indexes;
    private readonly LspClient _editor;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ConcurrentQueue<(string Folder, IReadOnlyList<string> Paths)> _changed = [];
    private readonly Dictionary<string, FolderReading> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexedText> _texts = new(StringComparer.Ordinal);
    private SessionSnapshot? _latest;
    private Task _work = Task.CompletedTask;

    public IndexUpkeep(WorkspaceIndexes indexes, LspClient editor, ILogger logger)
    {
        _indexes = indexes;
        _editor = editor;
        _logger = logger;
    }

    /// <summary>The editor has this now. Returns at once.</summary>
    public void Follow(SessionSnapshot snapshot)
    {
        Volatile.Write(ref _latest, snapshot);
        _news.Writer.TryWrite(true);
    }

    /// <summary>The disk may have changed here. Returns at once.</summary>
    /// <param name="folder">Absolute path of a workspace folder.</param>
    /// <param name="paths">Relative to it, with forward slashes.</param>
    public void Reread(string folder, IReadOnlyList<string> paths)
    {
        _changed.Enqueue((folder, paths));
        _news.Writer.TryWrite(true);
    }

    /// <summary>From here on the editor may be shown progress, and the folders are read.</summary>
    public void Begin() => _work = WorkAsync();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        foreach (var folder in _folders.Values)
        {
            await folder.DisposeAsync();
        }

        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        // The caller is the queue.
        await Task.Yield();
        try
        {
            while (await WaitAsync())
            {
                _news.Reader.TryRead(out _);
                if (Interlocked.Exchange(ref _latest, null) is { } now)
                {
                    await ApplyAsync(now);
                }

                while (_changed.TryDequeue(out var changed))
                {
                    RereadKnown(changed.Folder, changed.Paths);
                    if (changed.Paths.Any(IgnoredPaths.IsRuleFile))
                    {
                        await AdmitAgainAsync(changed.Folder);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the server.
        }
    }

    // True when there is news. Where nobody types for a while, what was left lying is put in order first.
    private async Task<bool> WaitAsync()
    {
        var news = _news.Reader.WaitToReadAsync(_end.Token).AsTask();
        if (await Task.WhenAny(news, Task.Delay(_quiet, _end.Token)) != news)
        {
            foreach (var folder in _folders.Keys)
            {
                _indexes.Of(folder).Tidy(_end.Token);
            }
        }

        return await news;
    }

    private async Task ApplyAsync(SessionSnapshot now)
    {
        await OpenAndCloseFoldersAsync(now);
        var open = now.Settings.SearchesWorkspace
            ? now.Documents.Known.ToDictionary(document => document.Uri, document => new IndexedText(DocumentName.Of(document.Uri, now.Folders), document.Text, document.Since), StringComparer.Ordinal)
            : [];
        foreach (var (uri, gone) in _texts.Where(pair => !open.ContainsKey(pair.Key)).ToList())
        {
            _indexes.Of(gone.Name.Folder).Close(gone.Name.Path);
            _texts.Remove(uri);

            // What was not saved is not what the file says.
            RereadKnown(gone.Name.Folder, [gone.Name.Path]);
        }

        foreach (var (uri, text) in open)
        {
            if (_texts.TryGetValue(uri, out var known) && known == text)
            {
                continue;
            }

            if (known?.Name != text.Name)
            {
                await AdmitAsync(text.Name);
            }

            _indexes.Of(text.Name.Folder).Update(text.Name.Path, text.Text, text.Since);
            _texts[uri] = text;
        }
    }

    // What the ignore files exclude stays out of the index also while it is open.
    private async Task AdmitAsync(DocumentName name)
    {
        if (name.Folder is { } folder)
        {
            _indexes.Of(folder).Admit(name.Path, await new IgnoredPaths(folder).ContainAsync(name.Path, _end.Token));
        }
    }

    private async Task AdmitAgainAsync(string folder)
    {
        foreach (var text in _texts.Values.Where(text => string.Equals(text.Name.Folder, folder, StringComparison.Ordinal)))
        {
            await AdmitAsync(text.Name);
            _indexes.Of(folder).Update(text.Name.Path, text.Text, since: null);
        }
    }

    private void RereadKnown(string? folder, IReadOnlyList<string> paths)
    {
        if (folder is not null && _folders.TryGetValue(folder, out var reading))
        {
            reading.Reread(paths);
        }
    }

    private async Task OpenAndCloseFoldersAsync(SessionSnapshot now)
    {
        var wanted = now.Settings.SearchesWorkspace
            ? now.Folders.Select(folder => DocumentName.LocalPath(folder.Uri)).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var (path, folder) in _folders.Where(pair => !wanted.Contains(pair.Key)).ToList())
        {
            await folder.DisposeAsync();
            _indexes.Remove(path);
            _folders.Remove(path);
        }

        foreach (var path in wanted.Where(path => !_folders.ContainsKey(path)))
        {
            _folders[path] = FolderReading.Begin(path, _indexes.Of(path), _editor, _logger);
        }
    }

    private sealed record IndexedText(DocumentName Name, string Text, TextDifference? Since);
}
