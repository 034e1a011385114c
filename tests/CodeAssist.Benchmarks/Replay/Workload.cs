using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.Context;
using CodeAssist.Context.Index;
using CodeAssist.Context.Index.Files;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;

namespace CodeAssist.Benchmarks.Replay;

/// <summary>A folder indexed, then questions at random carets in it and edits of a very long file.</summary>
internal static class Workload
{
    private const int Questions = 1000;

    // Until then .NET compiles and compiles again, which the server that ships need not.
    private const int WarmUps = 1500;

    private const int Edits = 300;

    // The best of a few: what else runs on the machine is not what is measured.
    private const int Rounds = 3;
    private const int LongFileLines = 100_000;

    public static async Task<JsonObject> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var index = new WorkspaceIndex();
        var watch = Stopwatch.StartNew();
        var built = await index.BuildAsync(folder, IndexLimits.Default, new Progress<IndexProgress>(), cancellationToken);
        if (built.Files == 0)
        {
            throw new ArgumentException($"No file of {folder} is read into an index: give a folder with sources that git does not ignore.", nameof(folder));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        var questions = await AskAsync(index, folder, cancellationToken);
        var edits = Edit(index);

        return new JsonObject
        {
            ["bench"] = "index-load",
            ["files"] = built.Files,
            ["source_bytes"] = built.SourceBytes,
            ["seconds"] = Math.Round(seconds, 2),
            ["build_mb_per_s"] = Math.Round(built.SourceBytes / 1e6 / seconds, 1),
            ["bytes_per_byte"] = Math.Round((double)managed / built.SourceBytes, 2),
            ["peak_working_set_bytes"] = peak,
            ["segments"] = index.Content.Segments.Count,
            ["limited"] = built.IsLimited,
            ["query_ms_p50"] = Math.Round(Statistics.Percentile(questions, 0.5), 3),
            ["query_ms_p95"] = Math.Round(Statistics.Percentile(questions, 0.95), 3),
            ["edit_100k_lines_ms_p50"] = Math.Round(Statistics.Percentile(edits.Updates, 0.5), 3),
            ["edit_100k_lines_ms_p95"] = Math.Round(Statistics.Percentile(edits.Updates, 0.95), 3),
            ["query_100k_lines_ms_p95"] = Math.Round(Statistics.Percentile(edits.Questions, 0.95), 3),
        };
    }

    private static async Task<List<double>> AskAsync(WorkspaceIndex index, string folder, CancellationToken cancellationToken)
    {
        var files = new List<WorkspaceFile>();
        await foreach (var file in WorkspaceFiles.ListAsync(folder, cancellationToken))
        {
            files.Add(file);
        }

        var random = new Random(1);
        var times = new List<double>();
        while (times.Count < Questions + WarmUps)
        {
            var file = files[random.Next(files.Count)];
            if (await SourceFileReader.ReadAsync(file.Path, cancellationToken) is not SourceFileResult.Read { File.Text: { Length: > 100 } text })
            {
                continue;
            }

            var caret = random.Next(text.Length);
            var end = text.IndexOf('\n', caret);
            text = text.Remove(caret, (end < 0 ? text.Length : end) - caret);
            index.Update(file.Relative, text);
            times.Add(Ask(index, file.Relative, text, caret));
            index.Remove(file.Relative);
        }

        return times[WarmUps..];
    }

    private static (List<double> Updates, List<double> Questions) Edit(WorkspaceIndex index)
    {
        var random = new Random(2);
        var text = string.Concat(Enumerable.Range(0, LongFileLines).Select(line => $"        var value{line % 977} = Compute(input{line % 31}, {line});\n"));
        var (updates, questions) = (new List<double>(), new List<double>());
        var document = DocumentSnapshot.Open("file:///long.cs", "csharp", 0, text);
        index.Update("long.cs", text);
        for (var edit = 0; edit < Edits; edit++)
        {
            var at = document.PositionAt(random.Next(document.Text.Length));
            document = ((ChangeOutcome.Applied)document.Change(edit + 1, [new TextChange(new TextRange(at, at), "x")])).Document;
            var watch = Stopwatch.StartNew();
            index.Update("long.cs", document.Text, document.Since);
            updates.Add(watch.Elapsed.TotalMilliseconds);
            questions.Add(Ask(index, "long.cs", document.Text, document.OffsetAt(at) + 1));
        }

        return (updates, questions);
    }

    private static double Ask(WorkspaceIndex index, string path, string text, int caret)
    {
        var request = new CompletionRequest(path, "bench", "csharp", text, caret, CompletionTrigger.Automatic);
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            index.Propose(request, 3);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }
}
