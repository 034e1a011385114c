using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Models.Local;

namespace CodeAssist.Models.Tests.Local;

/// <summary>Behaviour 18: what was measured of a model is found by its hash.</summary>
public sealed class ConfidencesTests : IDisposable
{
    private static readonly LineConfidence _line = new(Alone: null, Together: null, Show: 0.4, Certain: 0.7);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Behaviour_18_a_measured_model_is_told_by_its_content_wherever_it_lies()
    {
        var measured = new Confidence(_line, _line, _line);
        var confidences = new Confidences(Confidence.Uncalibrated, [new MeasuredModel("m", "b1494b6ef08a411e", 7, measured)]);

        Assert.Same(measured, await confidences.OfAsync(Write("renamed.gguf", "weights"), Token));
        Assert.Same(confidences.Default, await confidences.OfAsync(Write("m.gguf", "weighty"), Token));
        Assert.Same(confidences.Default, await confidences.OfAsync(Write("long.gguf", "more weights"), Token));
        Assert.Same(confidences.Default, await confidences.OfAsync(Path.Combine(_folder, "absent.gguf"), Token));
    }

    [Fact]
    public void Behaviour_18_weights_and_thresholds_that_ship_are_whole()
    {
        var all = Confidences.Shipped.Models.Select(model => model.Confidence).Append(Confidences.Shipped.Default);
        foreach (var line in all.SelectMany(confidence => new[] { confidence.RestOfLine, confidence.WholeLine, confidence.InWord }))
        {
            Assert.InRange(line.Show, 0.1, 0.9);
            Assert.InRange(line.Certain, line.Show, 1);
            foreach (var weights in new[] { line.Alone, line.Together }.OfType<MixWeights>())
            {
                Assert.Equal(MixWeights.CandidateCount, weights.OfCandidate.Count);
                Assert.Equal(MixWeights.NoneCount, weights.OfNone.Count);
                Assert.All([.. weights.OfCandidate, .. weights.OfNone], weight => Assert.True(double.IsFinite(weight)));
            }
        }
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);

        return path;
    }
}
