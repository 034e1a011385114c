using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

/// <summary>More documents than sequences.</summary>
public sealed class SavedStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_that_comes_back_finds_its_prompt_although_another_had_its_sequence()
    {
        using var model = Load(savedStateBytes: null);
        var first = await GenerateAsync(model, Document("a"));
        await GenerateAsync(model, Document("b"));

        var again = await GenerateAsync(model, Document("a"));

        Assert.Equal(0, first.Usage.ReusedTokens);
        Assert.Equal(again.Usage.PromptTokens - 1, again.Usage.ReusedTokens);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.LogProbability, again.LogProbability, 0.1);
    }

    [Fact]
    public async Task A_document_that_was_edited_meanwhile_keeps_what_is_the_same()
    {
        using var model = Load(savedStateBytes: null);
        await GenerateAsync(model, Document("a"));
        await GenerateAsync(model, Document("b"));

        var edited = await GenerateAsync(model, Document("a", end: "    public int Count => 1;\n"));

        Assert.InRange(edited.Usage.PromptTokens - edited.Usage.ReusedTokens, 1, 40);
    }

    [Fact]
    public async Task What_does_not_fit_is_forgotten()
    {
        using var model = Load(savedStateBytes: 10_000);
        await GenerateAsync(model, Document("a"));
        await GenerateAsync(model, Document("b"));

        var again = await GenerateAsync(model, Document("a"));

        Assert.InRange(again.Usage.ReusedTokens, 0, 8);
    }

    [Fact]
    public void Memory_that_makes_no_sense_is_refused() => Assert.Equal(
        HostFailureKind.InvalidRequest,
        TestModels.FailToLoad(TestModels.BuiltInPath, TestModels.OnCpu with { SavedStateBytes = -1 }).Kind);

    public void Dispose() => _folder.Dispose();

    // A model slow enough that a prompt of a thousand tokens is worth saving on any machine.
    private LoadedModel Load(long? savedStateBytes) => TestModels.Load(
        TestModels.MakeTiny(_folder, "none", "small"),
        TestModels.OnCpu with { Sequences = 1, ContextTokens = 2_048, SavedStateBytes = savedStateBytes });

    private static GenerateParams Document(string name, string end = "") =>
        Requests.Plain($"// {name}\n{Requests.Source(60)}{end}", 4, slot: name) with { Drafting = Drafting.Never };

    private static async Task<Generation> GenerateAsync(LoadedModel model, GenerateParams parameters)
    {
        var result = await model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
