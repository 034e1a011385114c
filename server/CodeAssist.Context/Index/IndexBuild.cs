using System.Collections.Concurrent;
using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index;

/// <summary>Reads files into an index, on as many cores as there are, up to two.</summary>
internal sealed class IndexBuild(WorkspaceIndex index, IndexLimits limits, IProgress<IndexProgress> progress)
{
    // Small parts first, so that there is something to find at once; later ones are large, so that there are few to search.
    private const int FirstTokens = 1 << 18;
    private const int MostTokens = 1 << 23;
    private const int Workers = 2;
    private const int FilesPerReport = 5000;

    private readonly Lock _gathering = new();
    private readonly ConcurrentBag<TokenList> _spare = [];
    private SegmentWriter _writer = new();
    private int _tokens = FirstTokens;
    private int _files;
    private long _bytes;
    private bool _isLimited;

    public async Task<IndexProgress> RunAsync(IAsyncEnumerable<WorkspaceFile> found, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Workers, Environment.ProcessorCount), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(AffordableAsync(found, cancellationToken), options, ReadAsync);
        Finish(_writer, cancellationToken);

        return Progress();
    }

    // What replaces a file that is known takes no more room than that.
    private async IAsyncEnumerable<WorkspaceFile> AffordableAsync(
        IAsyncEnumerable<WorkspaceFile> found, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (files, bytes) = index.Kept();
        await foreach (var file in found.WithCancellation(cancellationToken))
        {
            if (!index.Knows(file.Relative))
            {
                files++;
                bytes += file.Bytes;
            }

            if (files > limits.Files || bytes > limits.Bytes)
            {
                _isLimited = true;
                yield break;
            }

            yield return file;
        }
    }

    private async ValueTask ReadAsync(WorkspaceFile file, CancellationToken cancellationToken)
    {
        if (await SourceFileReader.ReadAsync(file.Path, cancellationToken) is not SourceFileResult.Read { File: var source }
            || !SourceChoice.IsSource(source.LanguageId, source.Text))
        {
            index.ForgetFile(file.Relative);
            return;
        }

        // Lists grow to the size of the largest file; one for each worker is enough.
        var tokens = _spare.TryTake(out var spare) ? spare : new TokenList();
        tokens.Clear();
        Lexer.Read(source.Text, index.Symbols, tokens);
        SegmentWriter? full = null;
        bool isNews;
        lock (_gathering)
        {
            _writer.Add(file.Relative, tokens.Symbols, tokens.Layout, source.Text.Length);
            _files++;
            _bytes += file.Bytes;
            isNews = _files % FilesPerReport == 0;
            if (_writer.Tokens >= _tokens)
            {
                full = _writer;
                _writer = new SegmentWriter();
                _tokens = Math.Min(2 * _tokens, MostTokens);
            }
        }

        _spare.Add(tokens);
        if (full is not null)
        {
            Finish(full, cancellationToken);
        }
        else if (isNews)
        {
            progress.Report(Progress());
        }
    }

    private void Finish(SegmentWriter writer, CancellationToken cancellationToken)
    {
        if (writer.Tokens > 0)
        {
            index.Add(writer.Build(index.Symbols.Count, cancellationToken));
        }

        progress.Report(Progress());
    }

    private IndexProgress Progress()
    {
        lock (_gathering)
        {
            return new IndexProgress(_files, _bytes, index.Bytes, _isLimited);
        }
    }
}
