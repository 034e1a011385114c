using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CodeAssist.Benchmarks.Calibration;
using CodeAssist.Benchmarks.Checks;
using CodeAssist.Benchmarks.Faults;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Benchmarks.Gate;
using CodeAssist.Benchmarks.Histories;
using CodeAssist.Benchmarks.Quality;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks;

/// <summary>
/// <c>replay [--git REPOSITORY | --releases FOLDER,FOLDER,…]…</c>: how often the index is right.
/// <c>fit</c> with the same options: the weights that make it so; histories after <c>--held-out</c> only judge them.
/// <c>fit --session</c>: the same while the files of a change that were asked for before stay open as they became, as in a session.
/// <c>replay --model FILE SHARE …</c>: the same with a model, alone and together with the index, on a share of the tasks.
/// <c>gather --model FILE SHARE SAMPLES … --seen … --held-out …</c>: what workspace and model say, for a calibration; the model is not asked of what it has seen.
/// <c>calibrate --model FILE SAMPLES WRITTEN</c>: how sure to be of that.
/// <c>quality --model FILE FOLDER LIST HOLES</c>: how good completions are at pieces taken out of the listed files of a project.
/// <c>names FOLDER LIST HOLES</c>: how often a name that somebody wrote is held not to exist, in such pieces.
/// <c>faults --model FILE FAULTS SAMPLES FOLDER…</c>: what a model says of lines with a fault and without.
/// <c>fit-faults --model FILE WRITTEN SAMPLES…</c>: what to make of that.
/// <c>review --model FILE FOLDER LIST FAULTS</c>: how many faults the reviewers find in the listed files of a project, and how often they are wrong.
/// <c>load FOLDER</c>: how fast a folder is indexed, how much memory that takes, and how fast questions and edits are then.
/// <c>gate FOLDER LIST</c>: what the gate costs for a request made of the listed files of a folder, and in how many of them it sees a secret.
/// <c>checks FOLDER LIST</c>: what the checks of a review say of the listed files of a folder; each hit on a line of the standard error.
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
            case ["gate", var folder, var list]:
                await Console.Out.WriteLineAsync((await GateRun.RunAsync(folder, await File.ReadAllLinesAsync(list))).ToJsonString());
                return 0;
            case ["checks", var folder, var list]:
                await Console.Out.WriteLineAsync((await ChecksMeasure.RunAsync(folder, await File.ReadAllLinesAsync(list), Console.Error)).ToJsonString());
                return 0;
            case ["replay", "--model", var file, var share, .. var histories]:
                await using (var host = await BenchHost.StartAsync(file, CancellationToken.None))
                {
                    var model = new ModelReplay(host.Model, double.Parse(share, CultureInfo.InvariantCulture));
                    var report = Replay.Report.Of(await ReplayAsync(histories, Purpose.Measure, model));
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
            case ["names", var folder, var list, var holes]:
                await Console.Out.WriteLineAsync((await NamesRun.RunAsync(folder, await File.ReadAllLinesAsync(list), int.Parse(holes, CultureInfo.InvariantCulture))).ToJsonString());
                return 0;
            case ["faults", "--model", var file, var count, var samples, .. var folders]:
                await FaultRun.GatherAsync(file, int.Parse(count, CultureInfo.InvariantCulture), samples, folders);
                return 0;
            case ["fit-faults", "--model", var file, var written, .. var samples]:
                await FaultRun.FitAsync(file, samples, written);
                return 0;
            case ["review", "--model", var file, var folder, var list, var count]:
                await Console.Out.WriteLineAsync((await ReviewBench.RunAsync(file, folder, await File.ReadAllLinesAsync(list), int.Parse(count, CultureInfo.InvariantCulture))).ToJsonString());
                return 0;
            case ["replay", .. var histories]:
                await Console.Out.WriteLineAsync(Replay.Report.Of(await ReplayAsync(histories, Purpose.Measure, model: null)).ToJsonString());
                return 0;
            case ["gather", "--model", var file, var share, var samples, .. var histories]:
                await GatherAsync(file, double.Parse(share, CultureInfo.InvariantCulture), samples, histories);
                return 0;
            case ["calibrate", "--model", var file, var samples, var written]:
                await CalibrateAsync(file, samples, written);
                return 0;
            case ["fit", "--session", .. var histories]:
                await FitAsync(histories, Purpose.FitOfSessions);
                return 0;
            case ["fit", .. var histories]:
                await FitAsync(histories, Purpose.Fit);
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

    private static Task<Replayed> ReplayAsync(string[] options, Purpose purpose, ModelReplay? model) => ReplayAsync(options, purpose, model, RankingWeights.Shipped);

    private static async Task<Replayed> ReplayAsync(string[] options, Purpose purpose, ModelReplay? model, RankingWeights weights)
    {
        var replayed = new Replayed(LinesPerFile, LinesPerChange, model) { Weights = weights };
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
                    await replayed.AddAsync(pair[1], change, purpose, CancellationToken.None);
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

    private static async Task GatherAsync(string file, double share, string samples, string[] histories)
    {
        await using var host = await BenchHost.StartAsync(file, CancellationToken.None);
        var run = new CalibrationRun(ReplayAsync);
        var (first, second) = (Array.IndexOf(histories, "--seen"), Array.IndexOf(histories, "--held-out"));
        var (unseen, seen, judges) = (histories[..first], histories[(first + 1)..second], histories[(second + 1)..]);
        await File.WriteAllTextAsync(samples, JsonSerializer.Serialize(new Gathered(
            await run.GatherAsync(model: null, share: 1, [.. unseen, .. seen], others: []),
            await run.AskAsync(model: null, share: 1, judges, RankingWeights.Shipped),
            await run.GatherAsync(host.Model, share, unseen, seen),
            await run.AskAsync(host.Model, share / 4, judges, RankingWeights.Shipped))));
    }

    private static async Task CalibrateAsync(string model, string samples, string written)
    {
        var gathered = JsonSerializer.Deserialize<Gathered>(await File.ReadAllTextAsync(samples))!;
        var known = await (await CalibrationRun.ReadAsync(written)).OfAsync(Path.GetFullPath(model), CancellationToken.None);
        var confidence = await CalibrationRun.FitAsync(gathered, known, Console.Out);
        await CalibrationRun.WriteAsync(written, model, Path.GetFileNameWithoutExtension(model), confidence, isDefault: Path.GetFileName(model).StartsWith("codeassist-builtin", StringComparison.Ordinal));
    }

    private static async Task FitAsync(string[] histories, Purpose purpose)
    {
        var border = Array.IndexOf(histories, "--held-out");
        var replayed = await ReplayAsync(border < 0 ? histories : histories[..border], purpose, model: null);
        var heldOut = await ReplayAsync(border < 0 ? [] : histories[(border + 1)..], purpose, model: null);
        foreach (var isWholeLine in new[] { false, true })
        {
            var samples = replayed.Samples.Where(sample => sample.IsWholeLine == isWholeLine).ToList();
            var judged = heldOut.Samples.Where(sample => sample.IsWholeLine == isWholeLine).ToList();
            await Console.Out.WriteLineAsync($"{(isWholeLine ? "WholeLine" : "RestOfLine")}: {samples.Count} tasks, right among the candidates {samples.Count(sample => sample.Right >= 0)}");
            await WriteAsync("as shipped", isWholeLine ? FittedWeights.WholeLine : FittedWeights.RestOfLine, samples, judged);
            await WriteAsync("as fitted", Fit.Run(samples), samples, judged);
            await WriteAsync("calibrated across projects: ", Fit.Calibrated(samples, out var calibration), samples, judged);
            await Console.Out.WriteLineAsync(calibration);
        }
    }

    private static async Task WriteAsync(string name, ContinuationWeights weights, List<Sample> samples, List<Sample> judged)
    {
        await Console.Out.WriteLineAsync(name);
        await Console.Out.WriteLineAsync(Numbers(weights.OfCandidate));
        await Console.Out.WriteLineAsync(Numbers(weights.OfCaret));
        await Console.Out.WriteLineAsync("fitted on: " + HeldOut.Describe(samples, weights));
        foreach (var history in judged.GroupBy(sample => sample.History, StringComparer.Ordinal))
        {
            await Console.Out.WriteLineAsync("held out: " + HeldOut.Describe([.. history], weights));
        }
    }

    private static string Numbers(double[] weights) =>
        "[" + string.Join(", ", weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture))) + "]";
}
