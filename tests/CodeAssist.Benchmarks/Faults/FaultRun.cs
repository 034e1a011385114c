using System.Text.Json;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;
using CodeAssist.Models.Local;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>The calibration of the reviewer by likelihood: faults of several projects, what a model says of them, and what to make of that.</summary>
internal static class FaultRun
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <param name="model">GGUF file.</param>
    /// <param name="faults">Most faults of one project.</param>
    /// <param name="samples">Written: what was said.</param>
    /// <param name="folders">Projects.</param>
    public static async Task GatherAsync(string model, int faults, string samples, IReadOnlyList<string> folders)
    {
        await using var host = await BenchHost.StartAsync(model, CancellationToken.None);
        var scorer = new LineScorer(host.Model, host.Model.Ready!);
        var gathered = new List<FaultSample>();
        foreach (var folder in folders)
        {
            foreach (var line in await FaultGathering.LinesAsync(Path.GetFullPath(folder), files: null, faults))
            {
                gathered.Add(await FaultGathering.AskAsync(line, scorer, CancellationToken.None));
            }

            await Console.Error.WriteLineAsync($"{folder}: {gathered.Count} lines until now, {gathered.Average(sample => sample.Milliseconds):0} ms each");
            await File.WriteAllTextAsync(samples, JsonSerializer.Serialize(gathered));
        }
    }

    /// <param name="model">GGUF file.</param>
    /// <param name="samples">Files of what was said.</param>
    /// <param name="written">The calibrations of all models; this one's takes the place of what was.</param>
    public static async Task FitAsync(string model, IReadOnlyList<string> samples, string written)
    {
        var gathered = new List<FaultSample>();
        foreach (var file in samples)
        {
            gathered.AddRange(JsonSerializer.Deserialize<List<FaultSample>>(await File.ReadAllTextAsync(file))!);
        }

        var calibration = FaultFit.Run(gathered, Console.Out) with { Languages = [Languages.CSharp] };
        var known = JsonSerializer.Deserialize<FaultCalibrations>(await File.ReadAllTextAsync(written), _json)!;
        await using var stream = File.OpenRead(model);
        var entry = new FaultCalibrations.Entry(
            Path.GetFileNameWithoutExtension(model), await ModelFingerprint.OfAsync(stream, CancellationToken.None), stream.Length, calibration);
        var models = known.Models.Where(other => !string.Equals(other.Fingerprint, entry.Fingerprint, StringComparison.Ordinal)).Append(entry);
        var all = new FaultCalibrations([.. models.OrderBy(other => other.Name, StringComparer.Ordinal)]);
        await File.WriteAllTextAsync(written, JsonSerializer.Serialize(all, _json).ReplaceLineEndings("\n") + "\n");
    }
}
