using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using CodeAssist.Context.Index;
using CodeAssist.Lsp;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Indexing;

/// <summary>One folder on its way into its index: in the background, with progress, until it is read or the user has enough; then what changes in it.</summary>
internal sealed partial class FolderReading : IAsyncDisposable
{
    // Reading fewer is over before anybody could look at its progress.
    private const int ManyPaths = 500;

    private readonly string _folder;
    private readonly WorkspaceIndex _index;
    private readonly LspClient _editor;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _changing = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private HashSet<string> _changed = new(StringComparer.Ordinal);
    private Task _work = Task.CompletedTask;

    private FolderReading(string folder, WorkspaceIndex index, LspClient editor, ILogger logger)
    {
        _folder = folder;
        _index = index;
        _editor = editor;
        _logger = logger;
    }

    public static FolderReading Begin(string folder, WorkspaceIndex index, LspClient editor, ILogger logger)
    {
        var reading = new FolderReading(folder, index, editor, logger);
        reading._work = reading.WorkAsync(reading._end.Token);

        return reading;
    }

    /// <summary>These may have changed on the disk. Returns at once; they are read when what came before is done.</summary>
    /// <param name="paths">Relative to the folder, with forward slashes.</param>
    public void Reread(IEnumerable<string> paths)
    {
        lock (_changing)
        {
            _changed.UnionWith(paths);
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Stops it where it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // The caller has other folders to see to.
        await Task.Yield();
        try
        {
            await TryAsync(ReadAsync, cancellationToken);
            while (await _news.Reader.WaitToReadAsync(cancellationToken))
            {
                _news.Reader.TryRead(out _);
                var paths = TakeChanged();
                await TryAsync(token => RereadAsync(paths, token), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The folder was closed, or it is the end of the server.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> reading, CancellationToken cancellationToken)
    {
        try
        {
            await reading(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(_logger, _folder);
        }
#pragma warning disable CA1031 // Border: work that nobody waits for. Without the folder's text the model still completes.
        catch (Exception exception)
        {
            Log.Broken(_logger, _folder, exception);
        }
#pragma warning restore CA1031
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var read = await ShowAsync((progress, token) => _index.BuildAsync(_folder, IndexLimits.Default, progress, token), cancellationToken);
        Log.Read(_logger, _folder, read.Files, read.SourceBytes / 1e6, read.IndexBytes / 1e6, Stopwatch.GetElapsedTime(started).TotalSeconds);
        TellLimits(read);
    }

    private async Task RereadAsync(HashSet<string> paths, CancellationToken cancellationToken)
    {
        Task<IndexProgress> RereadAsync(IProgress<IndexProgress> progress, CancellationToken token) =>
            _index.RereadAsync(_folder, paths, IndexLimits.Default, progress, token);
        var read = await (paths.Count < ManyPaths ? RereadAsync(new Progress<IndexProgress>(), cancellationToken) : ShowAsync(RereadAsync, cancellationToken));
        Log.Reread(_logger, _folder, paths.Count, read.Files);
        TellLimits(read);
    }

    private async Task<IndexProgress> ShowAsync(
        Func<IProgress<IndexProgress>, CancellationToken, Task<IndexProgress>> reading, CancellationToken cancellationToken)
    {
        using var shown = await _editor.BeginProgressAsync($"CodeAssist: reading {Path.GetFileName(_folder)}", isCancellable: true, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shown.CancellationToken);
        return await reading(new ShownProgress(shown), either.Token);
    }

    private void TellLimits(IndexProgress read)
    {
        if (read.IsLimited)
        {
            Log.Limited(_logger, _folder, IndexLimits.Default.Files, IndexLimits.Default.Bytes / (1024 * 1024));
        }
    }

    private HashSet<string> TakeChanged()
    {
        lock (_changing)
        {
            var taken = _changed;
            _changed = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }

    private sealed class ShownProgress(WorkDoneProgress shown) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => shown.Report(string.Create(CultureInfo.InvariantCulture, $"{value.Files:N0} files, {value.SourceBytes / 1e6:N0} MB"), fraction: null);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Read {Folder}: {Files} files, {SourceMegabytes:0.0} MB of source in {IndexMegabytes:0.0} MB of memory, {Seconds:0.0} s")]
        public static partial void Read(ILogger logger, string folder, int files, double sourceMegabytes, double indexMegabytes, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "{Folder} has more than {Files} files or {Megabytes} MB of source: only what is nearest its top is searched")]
        public static partial void Limited(ILogger logger, string folder, int files, long megabytes);

        [LoggerMessage(3, LogLevel.Information, "Reading {Folder} was stopped; what was read is searched")]
        public static partial void Stopped(ILogger logger, string folder);

        [LoggerMessage(4, LogLevel.Error, "Reading {Folder} failed; the model completes without it")]
        public static partial void Broken(ILogger logger, string folder, Exception exception);

        [LoggerMessage(5, LogLevel.Debug, "Looked again at {Folder}: {Paths} paths, {Files} files read")]
        public static partial void Reread(ILogger logger, string folder, int paths, int files);
    }
}
