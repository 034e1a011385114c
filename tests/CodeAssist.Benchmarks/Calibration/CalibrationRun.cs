using System.Text.Json;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Context.Index.Search;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Models;
using CodeAssist.Models.Local;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>Measures how sure to be of one model and the workspace: questions of several projects, fits across them, thresholds.</summary>
/// <param name="replay">Replays histories.</param>
internal sealed class CalibrationRun(Func<string[], Purpose, ModelReplay?, RankingWeights, Task<Replayed>> replay)
{
    // What is shown unasked has to be right so often.
    private const double RestOfLineGoal = 0.6;
    private const double WholeLineGoal = 0.5;

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Puts a share of the questions to workspace and model, of each project with weights of the index that were fitted on the others.</summary>
    /// <param name="model">The model; null for the workspace alone.</param>
    /// <param name="share">Of the questions, 0 to 1.</param>
    /// <param name="asked">Histories that are asked.</param>
    /// <param name="others">Other histories that the index's weights were fitted on.</param>
    public async Task<IReadOnlyList<ConfidenceSample>> GatherAsync(ICompletionModel? model, double share, string[] asked, string[] others)
    {
        var index = (await replay([.. asked, .. others], Purpose.Fit, null, RankingWeights.Shipped)).Samples;
        var samples = new List<ConfidenceSample>();
        foreach (var history in asked.Chunk(2))
        {
            var without = index.Where(sample => !string.Equals(sample.History, history[1], StringComparison.Ordinal)).ToList();
            var weights = new RankingWeights(
                Fit.Run([.. without.Where(sample => !sample.IsWholeLine)]), Fit.Run([.. without.Where(sample => sample.IsWholeLine)]));
            samples.AddRange(await AskAsync(model, share, history, weights));
        }

        return samples;
    }

    public async Task<IReadOnlyList<ConfidenceSample>> AskAsync(ICompletionModel? model, double share, string[] histories, RankingWeights weights)
    {
        var asked = new ModelReplay(model, share);
        await replay(histories, Purpose.Fit, asked, weights);

        return asked.Samples;
    }

    public static async Task<Confidence> FitAsync(Gathered gathered, Confidence known, TextWriter output)
    {
        return new Confidence(await AtAsync(LinePlace.Within, RestOfLineGoal), await AtAsync(LinePlace.Start, WholeLineGoal), await AtAsync(LinePlace.InWord, RestOfLineGoal));

        async Task<LineConfidence> AtAsync(LinePlace place, double goal)
        {
            var found = LineCalibration.Of(gathered.At(place), goal, known.At(place));
            foreach (var line in (string[])[$"{place}", .. found.Lines])
            {
                await output.WriteLineAsync(line);
            }

            return found.Confidence;
        }
    }

    public static async Task<Confidences> ReadAsync(string path) => JsonSerializer.Deserialize<Confidences>(await File.ReadAllTextAsync(path), _json)!;

    /// <summary>What is measured of a model takes the place of what was; those of other models stay.</summary>
    public static async Task WriteAsync(string path, string model, string name, Confidence confidence, bool isDefault)
    {
        var known = await ReadAsync(path);
        await using var file = File.OpenRead(model);
        var measured = new MeasuredModel(name, await ModelFingerprint.OfAsync(file, CancellationToken.None), file.Length, confidence);
        var models = known.Models.Where(other => !string.Equals(other.Fingerprint, measured.Fingerprint, StringComparison.Ordinal)).Append(measured);
        var all = new Confidences(isDefault ? confidence : known.Default, [.. models.OrderBy(other => other.Name, StringComparer.Ordinal)]);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(all, _json).ReplaceLineEndings("\n") + "\n");
    }}
