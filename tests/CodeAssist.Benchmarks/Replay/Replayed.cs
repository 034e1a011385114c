using System.Diagnostics;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Benchmarks.Histories;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Context;
using CodeAssist.Context.Index;
using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Index.Search;
using CodeAssist.Core.Completion;

namespace CodeAssist.Benchmarks.Replay;

/// <summary>Replays changes: the index holds the tree before, and each added line is asked for.</summary>
/// <param name="linesPerFile">Most lines of one file.</param>
/// <param name="linesPerChange">Most lines of one change.</param>
/// <param name="model">Is asked too, where there is one.</param>
internal sealed class Replayed(int linesPerFile, int linesPerChange, ModelReplay? model)
{
    public List<Answer> Answers { get; } = [];

    /// <summary>The same lines, the caret inside a name.</summary>
    public List<Answer> AnswersInNames { get; } = [];

    /// <summary>What the fit learns from.</summary>
    public List<Sample> Samples { get; } = [];

    /// <summary>What the index ranks with.</summary>
    public RankingWeights Weights { get; init; } = RankingWeights.Shipped;

    public List<double> UpdateMilliseconds { get; } = [];

    public double BuildSeconds { get; private set; }

    public long SourceBytes { get; private set; }

    public long IndexBytes { get; private set; }

    public async Task AddAsync(string history, Change change, Purpose purpose, CancellationToken cancellationToken)
    {
        var files = ChangedFile.Of(change);
        if (files.Count == 0)
        {
            return;
        }

        var index = new WorkspaceIndex { Weights = Weights };
        var watch = Stopwatch.StartNew();
        var built = await index.BuildAsync(change.Before, IndexLimits.Default, new Progress<IndexProgress>(), cancellationToken);
        BuildSeconds += watch.Elapsed.TotalSeconds;
        SourceBytes += built.SourceBytes;
        IndexBytes += built.IndexBytes;
        var texts = await TextsAsync(change.Before, cancellationToken);
        var naive = new LongestMatch(texts);
        var random = new Random(7);
        var shuffled = files.ToArray();
        random.Shuffle(shuffled);
        var left = linesPerChange;
        foreach (var file in shuffled)
        {
            if (left <= 0 || !SourceChoice.MayBeSource(file.NewPath) || await TextAsync(Path.Combine(change.After, file.NewPath), cancellationToken) is not { } after)
            {
                continue;
            }

            var before = file.OldPath is null ? "" : texts.GetValueOrDefault(file.OldPath, "");
            var isMoved = file.OldPath is not null && !string.Equals(file.OldPath, file.NewPath, StringComparison.Ordinal);
            if (isMoved)
            {
                index.Remove(file.OldPath!);
            }

            var tasks = CompletionTask.Of(file, before, after, linesPerFile, random).ToList();
            left -= tasks.Count(task => !task.IsWholeLine);
            foreach (var task in tasks)
            {
                await AskAsync(history, change.Name, index, naive, task, purpose, cancellationToken);
            }

            index.Remove(file.NewPath);
            if (purpose is Purpose.FitOfSessions)
            {
                index.Update(file.NewPath, after);
                continue;
            }

            if (file.OldPath is not null && before.Length > 0)
            {
                index.Update(file.OldPath, before);
                index.Close(file.OldPath);
                index.Tidy(cancellationToken);
            }
        }
    }

    private async Task AskAsync(
        string history,
        string change,
        WorkspaceIndex index,
        LongestMatch naive,
        CompletionTask task,
        Purpose purpose,
        CancellationToken cancellationToken)
    {
        var request = new CompletionRequest(task.File.NewPath, "bench", "csharp", task.Text, task.Caret, CompletionTrigger.Automatic);
        index.Update(task.File.NewPath, task.Text.Remove(Math.Max(0, task.Caret - 1), 1));
        var watch = Stopwatch.StartNew();
        index.Update(task.File.NewPath, task.Text);
        UpdateMilliseconds.Add(watch.Elapsed.TotalMilliseconds);
        if (model is not null)
        {
            await model.AddAsync(history, change, index, task, request, purpose is not Purpose.Measure, cancellationToken);
        }

        if (purpose is not Purpose.Measure)
        {
            Samples.Add(Sample.Of(history, index.Content, index.Symbols, request, task));
            return;
        }

        Answers.Add(AnswerOf(history + ":" + change, index, naive, task, request));
        if (!task.IsWholeLine && task.InName(new Random(task.Caret)) is { } inName)
        {
            AnswersInNames.Add(AnswerOf(history + ":" + change, index, naive, inName, request with { Text = inName.Text, Caret = inName.Caret }));
        }
    }

    private static Answer AnswerOf(string group, WorkspaceIndex index, LongestMatch naive, CompletionTask task, CompletionRequest request)
    {
        index.Update(request.Path, request.Text);
        var watch = Stopwatch.StartNew();
        var proposals = index.Propose(request, 3);
        var elapsed = watch.Elapsed.TotalMilliseconds;
        var wanted = task.Wanted.TrimEnd();
        var proposed = proposals is [var first, ..] ? first.Text.TrimEnd() : null;

        return new Answer(
            group,
            task.IsWholeLine,
            string.Equals(proposed, wanted, StringComparison.Ordinal),
            proposals is [var best, ..] ? best.Probability : 0,
            string.Equals(naive.InWorkspace(task), wanted, StringComparison.Ordinal),
            string.Equals(LongestMatch.InFile(task), wanted, StringComparison.Ordinal),
            elapsed)
        {
            Sample = $"{request.LineBefore.Trim()} ▸ {wanted} | {proposed}",
        };
    }

    private static async Task<Dictionary<string, string>> TextsAsync(string folder, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var file in WorkspaceFiles.ListAsync(folder, cancellationToken))
        {
            if (await TextAsync(file.Path, cancellationToken) is { } text)
            {
                texts[file.Relative] = text;
            }
        }

        return texts;
    }

    // The same files that the index takes, with line feeds, so that both methods know the same.
    private static async Task<string?> TextAsync(string path, CancellationToken cancellationToken) =>
        await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File: var source } && SourceChoice.IsSource(source.LanguageId, source.Text)
            ? source.Text.Replace("\r\n", "\n", StringComparison.Ordinal)
            : null;
}
