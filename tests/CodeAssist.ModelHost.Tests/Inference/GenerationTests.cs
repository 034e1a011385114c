using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class GenerationTests : IDisposable
{
    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    [Fact]
    public async Task Completes_a_loop_as_any_programmer_would()
    {
        var prefix = "namespace Demo\n{\n    class Totals\n    {\n        public int Sum(int[] values)\n        {\n            int sum = 0;\n            for (int i = 0; i < values.";

        var generation = await GenerateAsync(Requests.BuiltInPrompt(prefix, "\n            return sum;\n        }\n    }\n}\n"), "\n");

        Assert.StartsWith("Length; i++)", generation.Text, StringComparison.Ordinal);
        Assert.Equal(FinishReason.StopText, generation.Finish);
        Assert.InRange(generation.LogProbability, -20, 0);
    }

    private async Task<Generation> GenerateAsync(IReadOnlyList<PromptPart> parts, params string[] stops)
    {
        var result = await _model.GenerateAsync(Requests.Generate(parts, stops: stops), null, TestContext.Current.CancellationToken);
        Assert.Null(result.Failure);
        return result.Generation!;
    }

    public void Dispose() => _model.Dispose();
}
