using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.GgufMaker;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>A LoRA adapter that the user names for a model.</summary>
public sealed class ModelAdapterTests : ProductTest
{
    private const int Unavailable = 3;

    [Fact]
    public async Task A_model_runs_with_the_adapter_that_is_named_for_it_and_not_with_one_that_does_not_fit()
    {
        var (model, fitting, other) = (User.In("coder.gguf"), User.In("house-style.gguf"), User.In("other.gguf"));
        var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(ProductPrograms.BuiltInModel), VocabularyFamily.Known["qwen2.5-coder"], 0);
        new RandomModel(ModelShape.Known["tiny"], "llama", vocabulary, WeightType.Q8, 2_048, Seed: 1).Write(model);
        new RandomAdapter(ModelShape.Known["tiny"], "llama", Rank: 4, Seed: 1).Write(fitting);
        new RandomAdapter(ModelShape.Known["tiny"], "qwen2", Rank: 4, Seed: 1).Write(other);

        var refused = await RunAsync("models", "use", model, "--adapter", other);
        var used = await RunAsync("models", "use", model, "--adapter", fitting);
        var doctor = (await RunAsync("doctor", "--json")).ToJson();

        refused.IsRefused(Unavailable, "it is for models of the architecture 'qwen2'");
        Assert.Equal(0, used.ExitCode);
        Assert.Contains($"It runs with the adapter {fitting}.", used.Output, StringComparison.Ordinal);
        Assert.Equal("random adapter", (string?)doctor["model"]!["adapter"]);
    }
}
