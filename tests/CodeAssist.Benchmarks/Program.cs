using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Benchmarks.Histories;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Context.Index;

namespace CodeAssist.Benchmarks;

/// <summary>
/// <c>replay [--git REPOSITORY | --releases FOLDER,FOLDER,…]…</c>: how often the index is right.
/// <c>fit</c> with the same options: the weights that make it so; histories after <c>--held-out</c> only judge them.
/// <c>build FOLDER</c>: how fast a folder is indexed and how much memory that takes.
/// </summary>
internal static class Program
{
    private const int LinesPerFile = 12;
    private const int LinesPerChange = 400;
    private const int CommitsPerRepository = 120;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["build", var folder]:
                await BuildAsync(folder);
                return 0;
            case ["replay", .. var histories]:
                await Console.Out.WriteLineAsync(Report.Of(await ReplayAsync(histories, isForFit: false)).ToJsonString());
                return 0;
            case ["fit", .. var histories] when Array.IndexOf(histories, "--held-out") is var border:
                await FitAsync(
                    await ReplayAsync(border < 0 ? histories : histories[..border], isForFit: true),
                    await ReplayAsync(border < 0 ? [] : histories[(border + 1)..], isForFit: true));
                return 0;
            default:
                await Console.Error.WriteLineAsync("replay|fit [--git REPOSITORY | --releases FOLDER,FOLDER,…]… or build FOLDER");
                return 2;
        }
    }

    /// <summary>The output of a program; differences found are no failure.</summary>
    public static string Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static async Task<Replayed> ReplayAsync(string[] options, bool isForFit)
    {
        var replayed = new Replayed(LinesPerFile, LinesPerChange);
        var scratch = Directory.CreateTempSubdirectory("codeassist-bench-");
        try
        {
            foreach (var pair in options.Chunk(2))
            {
                var changes = pair switch
                {
                    ["--git", var repository] => GitHistory.Changes(repository, CommitsPerRepository, scratch.FullName),
                    ["--releases", var folders] => FolderHistory.Changes(folders.Split(',')),
                    _ => throw new ArgumentException($"'{string.Join(' ', pair)}' is no history.", nameof(options)),
                };
                foreach (var change in changes)
                {
                    await replayed.AddAsync(pair[1], change, isForFit, CancellationToken.None);
                    await Console.Error.WriteLineAsync($"{change.Name}: {replayed.Answers.Count + replayed.Samples.Count} tasks");
                }
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }

        return replayed;
    }

    private static async Task FitAsync(Replayed replayed, Replayed heldOut)
    {
        foreach (var isWholeLine in new[] { false, true })
        {
            var samples = replayed.Samples.Where(sample => sample.IsWholeLine == isWholeLine).ToList();
            var weights = Fit.Run(samples);
            await Console.Out.WriteLineAsync($"{(isWholeLine ? "WholeLine" : "RestOfLine")}: {samples.Count} tasks, right among the candidates {samples.Count(sample => sample.Right >= 0)}");
            await Console.Out.WriteLineAsync(Numbers(weights.OfCandidate));
            await Console.Out.WriteLineAsync(Numbers(weights.OfCaret));
            await Console.Out.WriteLineAsync("fitted on: " + HeldOut.Describe(samples, weights));
            samples = heldOut.Samples.Where(sample => sample.IsWholeLine == isWholeLine).ToList();
            if (samples.Count > 0)
            {
                await Console.Out.WriteLineAsync("held out: " + HeldOut.Describe(samples, weights));
            }
        }
    }

    private static async Task BuildAsync(string folder)
    {
        var index = new WorkspaceIndex();
        var watch = Stopwatch.StartNew();
        var built = await index.BuildAsync(folder, IndexLimits.Default, new Progress<IndexProgress>(), CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(index);
        var report = new JsonObject
        {
            ["bench"] = "index-build",
            ["files"] = built.Files,
            ["source_bytes"] = built.SourceBytes,
            ["seconds"] = Math.Round(seconds, 2),
            ["build_mb_per_s"] = Math.Round(built.SourceBytes / 1e6 / seconds, 1),
            ["bytes_per_byte"] = Math.Round((double)managed / built.SourceBytes, 2),
            ["peak_working_set_bytes"] = Process.GetCurrentProcess().PeakWorkingSet64,
            ["segments"] = index.Content.Segments.Count,
            ["limited"] = built.IsLimited,
        };
        await Console.Out.WriteLineAsync(report.ToJsonString(JsonSerializerOptions.Default));
    }

    private static string Numbers(double[] weights) =>
        "[" + string.Join(", ", weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture))) + "]";
}
