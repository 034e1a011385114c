using System.Diagnostics;
using System.Globalization;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Benchmarks.Histories;
using CodeAssist.Benchmarks.Quality;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Benchmarks.Together;

namespace CodeAssist.Benchmarks;

/// <summary>
/// <c>replay [--git REPOSITORY | --releases FOLDER,FOLDER,…]…</c>: how often the index is right.
/// <c>fit</c> with the same options: the weights that make it so; histories after <c>--held-out</c> only judge them.
/// <c>replay --model FILE SHARE …</c>: the same with a model, alone and together with the index, on a share of the tasks.
/// <c>fit-mix --model FILE SHARE … --held-out …</c>: the weights of that togetherness.
/// <c>quality --model FILE FOLDER LIST HOLES</c>: how good completions are at pieces taken out of the listed files of a project.
/// <c>load FOLDER</c>: how fast a folder is indexed, how much memory that takes, and how fast questions and edits are then.
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
            case ["load", var folder]:
                await Console.Out.WriteLineAsync((await Workload.RunAsync(folder, CancellationToken.None)).ToJsonString());
                return 0;
            case ["replay", "--model", var file, var share, .. var histories]:
                await using (var host = await BenchHost.StartAsync(file, CancellationToken.None))
                {
                    var model = new ModelReplay(host.Model, double.Parse(share, CultureInfo.InvariantCulture));
                    var report = Report.Of(await ReplayAsync(histories, isForFit: false, model));
                    await Console.Out.WriteLineAsync(TogetherReport.Add(report, model.Answers).ToJsonString());
                }

                return 0;
            case ["quality", "--model", var file, var folder, var list, var holes]:
                await using (var host = await BenchHost.StartAsync(file, CancellationToken.None))
                {
                    var quality = new QualityRun(host.Model, folder, int.Parse(holes, CultureInfo.InvariantCulture));
                    await quality.RunAsync(await File.ReadAllLinesAsync(list), CancellationToken.None);
                    await Console.Out.WriteLineAsync(QualityReport.Of(quality.Answers).ToJsonString());
                }

                return 0;
            case ["replay", .. var histories]:
                await Console.Out.WriteLineAsync(Report.Of(await ReplayAsync(histories, isForFit: false, model: null)).ToJsonString());
                return 0;
            case ["fit-mix", "--model", var file, var share, .. var histories] when Array.IndexOf(histories, "--held-out") is var border and >= 0:
                await FitMixAsync(file, double.Parse(share, CultureInfo.InvariantCulture), histories[..border], histories[(border + 1)..]);
                return 0;
            case ["fit", .. var histories] when Array.IndexOf(histories, "--held-out") is var border:
                await FitAsync(
                    await ReplayAsync(border < 0 ? histories : histories[..border], isForFit: true, model: null),
                    await ReplayAsync(border < 0 ? [] : histories[(border + 1)..], isForFit: true, model: null));
                return 0;
            default:
                await Console.Error.WriteLineAsync("replay|fit [--git REPOSITORY | --releases FOLDER,FOLDER,…]… or load FOLDER");
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

    private static async Task<Replayed> ReplayAsync(string[] options, bool isForFit, ModelReplay? model)
    {
        var replayed = new Replayed(LinesPerFile, LinesPerChange, model);
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

    private static async Task FitMixAsync(string file, double share, string[] fit, string[] heldOut)
    {
        await using var host = await BenchHost.StartAsync(file, CancellationToken.None);
        var (fitted, judged) = (new ModelReplay(host.Model, share), new ModelReplay(host.Model, share));
        await ReplayAsync(fit, isForFit: true, fitted);
        await ReplayAsync(heldOut, isForFit: true, judged);
        await MixFit.WriteAsync(fitted.Samples, judged.Samples, Console.Out);
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

    private static string Numbers(double[] weights) =>
        "[" + string.Join(", ", weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture))) + "]";
}
