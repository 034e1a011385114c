using CodeAssist.Core.Completion.Fim;
using CodeAssist.GgufMaker;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>What is said of a model file without loading it.</summary>
public sealed class FileInspectionTests
{
    [Theory]
    [InlineData("qwen2.5-coder", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_sep|>")]
    [InlineData("starcoder", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<file_sep>")]
    [InlineData("deepseek-coder", "<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>", null)]
    [InlineData("none", null, null, null, null)]
    public void A_familys_tokens_are_read_from_the_header(string family, string? prefix, string? suffix, string? middle, string? file)
    {
        using var folder = new TemporaryFolder();

        var found = Read(TestModels.MakeTiny(folder, family));

        Assert.Equal(
            (prefix, suffix, middle, file),
            (found.FimTexts.GetValueOrDefault(SpecialToken.FimPrefix), found.FimTexts.GetValueOrDefault(SpecialToken.FimSuffix),
                found.FimTexts.GetValueOrDefault(SpecialToken.FimMiddle), found.FimTexts.GetValueOrDefault(SpecialToken.FileSeparator)));
        Assert.Equal("Q8_0", found.Quantisation);
        Assert.Equal(2_048, found.ContextTokens);
        Assert.True(found.TensorBytes > 0 && found.FileBytes > found.TensorBytes);
    }

    [Theory]
    [InlineData("[PREFIX]", "[SUFFIX]")]
    [InlineData("<[fim-prefix]>", "<[fim-suffix]>")]
    [InlineData("<|code_prefix|>", "<|code_suffix|>")]
    [InlineData("▁<PRE>", "▁<SUF>")]
    public void Tokens_of_other_families_are_found_among_ordinary_ones(string prefix, string suffix)
    {
        using var folder = new TemporaryFolder();

        var found = Read(TestModels.MakeTiny(folder, new VocabularyFamily("<|endoftext|>", null, [prefix, suffix], 0)));

        Assert.Equal((prefix, suffix), (found.FimTexts[SpecialToken.FimPrefix], found.FimTexts[SpecialToken.FimSuffix]));
    }

    public static TheoryData<string> Families => [.. FimFamilies.All.Select(family => family.Id)];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_file_of_every_known_family_is_known_without_being_loaded(string id)
    {
        using var folder = new TemporaryFolder();
        var family = FimFamilies.Find(id)!;
        var tokens = family.Tokens;
        var vocabulary = new VocabularyFamily("<|endoftext|>", null, [.. new[] { tokens.Prefix, tokens.Suffix, tokens.Middle, tokens.Repository, tokens.File }.OfType<string>()], 0)
        {
            ChatTemplate = VocabularyFamily.Known["chatml"].ChatTemplate,
        };

        var found = Read(TestModels.MakeTiny(folder, vocabulary, family.NameParts.Count > 0 ? $"Some {family.NameParts[0]} 1B" : family.Name, "apache-2.0"));

        Assert.Equal(id, FimFamilies.Of(
            found.Name, found.FimTexts.GetValueOrDefault(SpecialToken.FimPrefix), found.FimTexts.GetValueOrDefault(SpecialToken.FimSuffix), found.FimTexts.GetValueOrDefault(SpecialToken.FimMiddle))?.Id);
        Assert.Equal((2_048, "llama", "chatml", "apache-2.0"), (found.ContextTokens, found.Architecture, found.ChatTemplate, found.Licence));
    }

    [Fact]
    public void Each_blocks_weights_are_known_and_those_that_stay_with_the_cpu()
    {
        using var folder = new TemporaryFolder();

        var found = Read(TestModels.MakeTiny(folder, "none"));

        Assert.Equal(found.Layers, found.Weights.Blocks.Count);
        Assert.Single(found.Weights.Blocks.Distinct());
        Assert.True(found.Weights.Input > 0 && found.Weights.Output > 0);

        // Where the table of embeddings also answers, it is needed on both sides.
        var twice = found.Weights.Input + found.Weights.Output + found.Weights.Blocks.Sum() - found.TensorBytes;
        Assert.True(twice == 0 || twice == found.Weights.Input, $"{twice} bytes are counted twice");
    }

    [Fact]
    public void A_chat_template_is_named_and_never_run()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("chatml", Read(TestModels.MakeTiny(folder, "chatml")).ChatTemplate);
        var strange = Read(TestModels.MakeTiny(folder, VocabularyFamily.Known["none"] with { ChatTemplate = "{% for a in range(10**9) %}{{ a.__class__ }}{% endfor %}" }));
        Assert.Equal((null, true), (strange.ChatTemplate, strange.HasChatTemplate));
    }

    [Fact]
    public void A_cut_file_is_no_model()
    {
        using var folder = new TemporaryFolder();
        var path = TestModels.MakeTiny(folder, "none");
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Equal(HostFailureKind.ModelInvalid, FileInspection.Read(path).Failure?.Kind);
    }

    private static ModelFileDescription Read(string path)
    {
        var result = FileInspection.Read(path);
        Assert.True(result.File is not null, result.Failure?.Message);
        return result.File;
    }
}
