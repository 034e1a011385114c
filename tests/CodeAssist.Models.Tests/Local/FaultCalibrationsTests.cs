using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Models.Local;

namespace CodeAssist.Models.Tests.Local;

/// <summary>What was measured of a model's sense for faults is found by its hash.</summary>
public sealed class FaultCalibrationsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_measured_model_is_told_by_its_content_and_no_other_is_taken_for_it()
    {
        var measured = new FaultCalibration([], 0, 0, new Dictionary<FaultKind, double>(), []);
        var calibrations = new FaultCalibrations([new FaultCalibrations.Entry("m", "b1494b6ef08a411e", 7, measured)]);

        Assert.Same(measured, await calibrations.OfAsync(Write("renamed.gguf", "weights"), Token));
        Assert.Null(await calibrations.OfAsync(Write("m.gguf", "weighty"), Token));
        Assert.Null(await calibrations.OfAsync(Write("long.gguf", "more weights"), Token));
        Assert.Null(await calibrations.OfAsync(Path.Combine(_folder, "absent.gguf"), Token));
    }

    [Fact]
    public void What_ships_is_whole()
    {
        Assert.NotEmpty(FaultCalibrations.Shipped.Models);
        foreach (var calibration in FaultCalibrations.Shipped.Models.Select(model => model.Calibration))
        {
            Assert.Equal(FaultFeatures.Count, calibration.Weights.Length);
            Assert.All(calibration.Thresholds.Values, least => Assert.InRange(least, 0.5, 1));
            Assert.NotEmpty(calibration.Languages);
        }
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
