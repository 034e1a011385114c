using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class SpecialTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("qwen2.5-coder", true, true, false)]
    [InlineData("starcoder", true, true, false)]
    [InlineData("deepseek-coder", false, false, true)]
    public void Behaviour_08_a_familys_tokens_are_found_whatever_it_calls_them(string family, bool repository, bool separator, bool begin)
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, family), TestModels.OnCpu);

        var roles = model.Description.SpecialTokens;
        Assert.Null(model.Description.FimRefusal);
        Assert.Contains(SpecialToken.FimPrefix, roles);
        Assert.Contains(SpecialToken.FimSuffix, roles);
        Assert.Contains(SpecialToken.FimMiddle, roles);
        Assert.Equal(repository, roles.Contains(SpecialToken.RepositoryName));
        Assert.Equal(separator, roles.Contains(SpecialToken.FileSeparator));
        Assert.Equal(begin, roles.Contains(SpecialToken.BeginOfText));
    }

    [Fact]
    public void DeepSeeks_hole_is_the_place_of_the_suffix()
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, "deepseek-coder"), TestModels.OnCpu);

        Assert.True(model.SpecialTokens.TryGet(SpecialToken.FimSuffix, out var suffix));
        Assert.Equal(model.Vocabulary.SpecialToken("<｜fim▁hole｜>"), suffix);
    }

    [Fact]
    public async Task Behaviour_08_a_vocabulary_without_them_refuses_to_fill_in_and_says_so()
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, "none"), TestModels.OnCpu);

        Assert.Contains("prefix, suffix, middle", model.Description.FimRefusal, StringComparison.Ordinal);

        var result = await model.GenerateAsync(
            Requests.Generate([PromptPart.Token(SpecialToken.FimPrefix), PromptPart.Fixed("int x")]), null, TestContext.Current.CancellationToken);
        Assert.Equal(HostFailureKind.InvalidRequest, result.Failure?.Kind);
        Assert.Contains("FimPrefix", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vocabulary_without_them_still_continues_text()
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, "none"), TestModels.OnCpu);

        var result = await model.GenerateAsync(Requests.Plain("int x", 5), null, TestContext.Current.CancellationToken);

        Assert.Equal(5, result.Generation?.Usage.GeneratedTokens);
    }

    public void Dispose() => _folder.Dispose();
}
