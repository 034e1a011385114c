using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Fim;

/// <summary>Which family a model file is of.</summary>
public sealed class FimFamilyTests
{
    public static TheoryData<string> Families => [.. FimFamilies.All.Select(family => family.Id)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_is_told_by_its_own_tokens_and_name(string id)
    {
        var family = FimFamilies.Find(id)!;
        var name = family.NameParts.Count > 0 ? $"Some-{family.NameParts[0]}-3B" : "model";

        Assert.Same(family, FimFamilies.Of(name, family.Tokens.Prefix, family.Tokens.Suffix, family.Tokens.Middle));
    }

    [Theory]
    [InlineData("Qwen2.5 Coder 1.5B", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "qwen2.5-coder")]
    [InlineData("Qwen3-Coder-30B-A3B-Instruct", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "qwen3-coder")]
    [InlineData("CodeGemma 2b", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "codegemma")]
    [InlineData("Mellum 4b Base", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "mellum")]
    [InlineData("Starcoder2 3b", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "starcoder2")]
    [InlineData("somebody's own", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "starcoder")]
    [InlineData("codellama_codellama-7b-hf", "<PRE>", "<SUF>", "<MID>", "codellama")]
    [InlineData("Codestral-22B-v0.1", "[PREFIX]", "[SUFFIX]", null, "codestral")]
    public void A_name_decides_only_between_families_with_the_same_tokens(string name, string prefix, string suffix, string? middle, string family) =>
        Assert.Equal(family, FimFamilies.Of(name, prefix, suffix, middle)?.Id);

    [Theory]
    [InlineData("Mistral Small 3.1", "[PREFIX]", "[SUFFIX]", null)]
    [InlineData("Qwen2.5-Coder", "<a>", "<b>", "<c>")]
    [InlineData("Qwen2.5-Coder", null, null, null)]
    public void Tokens_that_are_no_familys_are_not_guessed_by_a_name(string name, string? prefix, string? suffix, string? middle) =>
        Assert.Null(FimFamilies.Of(name, prefix, suffix, middle));

    [Theory]
    [InlineData("mellum", FimLayout.SuffixPrefixMiddle)]
    [InlineData("refact", FimLayout.SuffixPrefixMiddle)]
    [InlineData("codestral", FimLayout.SuffixPrefix)]
    [InlineData("deepseek-coder", FimLayout.PrefixSuffixMiddle)]
    public void The_order_is_the_familys(string id, FimLayout layout) => Assert.Equal(layout, FimFamilies.Find(id)?.Layout);

    [Fact]
    public void Every_family_names_the_page_where_its_order_is_written() =>
        Assert.All(FimFamilies.All, family => Assert.StartsWith("https://", family.Source, StringComparison.Ordinal));
}
