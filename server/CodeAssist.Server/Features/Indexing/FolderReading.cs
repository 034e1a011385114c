using System.Diagnostics;
using CodeAssist.Context.Index;
using CodeAssist.Lsp;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Indexing;

/// <summary>One folder on its way into its index: in the background, with progress, until it is done or the user has enough.</summary>
internal sealed partial class FolderReading : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;

    private FolderReading()
    {
    }

    public static FolderReading Begin(string folder, WorkspaceIndex index, LspClient editor, ILogger logger)
    {
        var reading = new FolderReading();
        reading._work = ReadAsync(folder, index, editor, logger, reading._end.Token);

        return reading;
    }

    /// <summary>Stops it where it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }

    private static async Task ReadAsync(string folder, WorkspaceIndex index, LspClient editor, ILogger logger, CancellationToken cancellationToken)
    {
        // The caller has other folders to see to.
        await Task.Yield();
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var shown = await editor.BeginProgressAsync($"CodeAssist: reading {Path.GetFileName(folder)}", isCancellable: true, cancellationToken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shown.CancellationToken);
            var read = await index.BuildAsync(folder, IndexLimits.Default, new ShownProgress(shown), either.Token);
            Log.Read(logger, folder, read.Files, read.SourceBytes / 1e6, read.IndexBytes / 1e6, Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (read.IsLimited)
            {
                Log.Limited(logger, folder, IndexLimits.Default.Files, IndexLimits.Default.Bytes / (1024 * 1024));
            }
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(logger, folder);
        }
#pragma warning disable CA1031 // Border: work that nobody waits for. Without the folder's text the model still completes.
        catch (Exception exception)
        {
            Log.Broken(logger, folder, exception);
        }
#pragma warning restore CA1031
    }

    private sealed class ShownProgress(WorkDoneProgress shown) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => shown.Report($"{value.Files:N0} files", fraction: null);
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
    }
}
