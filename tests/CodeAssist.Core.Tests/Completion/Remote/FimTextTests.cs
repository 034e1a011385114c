using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Completion.Remote;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Remote;

public sealed class FimTextTests
{
    [Theory]
    [InlineData("Qwen/Qwen2.5-Coder-7B", "<|repo_name|>shop\n<|file_sep|>b.cs\nclass B;\n<|file_sep|>a.cs\n<|fim_prefix|>before<|fim_suffix|>after<|fim_middle|>")]
    [InlineData("starcoder2-3b", "<repo_name>shop\n<file_sep>b.cs\nclass B;\n<file_sep>a.cs\n<fim_prefix>before<fim_suffix>after<fim_middle>")]
    [InlineData("deepseek-coder-6.7b-base", "<｜fim▁begin｜>before<｜fim▁hole｜>after<｜fim▁end｜>")]
    [InlineData("CodeLlama-7b-hf", "<PRE> before <SUF>after <MID>")]
    [InlineData("codegemma-2b", "<|file_separator|>b.cs\nclass B;\n<|file_separator|>a.cs\n<|fim_prefix|>before<|fim_suffix|>after<|fim_middle|>")]
    [InlineData("code-llama-13b", "<PRE> before <SUF>after <MID>")]
    [InlineData("mistralai/Codestral-22B", "[SUFFIX]after[PREFIX]before")]
    [InlineData("bigcode/starcoder", "<reponame>shop\n<filename>b.cs\nclass B;\n<filename>a.cs\n<fim_prefix>before<fim_suffix>after<fim_middle>")]
    [InlineData("seed-coder-8b", "<[fim-prefix]>before<[fim-suffix]>after<[fim-middle]>")]
    public void A_known_family_reads_its_own_markers(string model, string expected) =>
        Assert.Equal(new FimText(expected, Suffix: null), FimText.Of(Prompt(FimMarkers.Of(model), "before"), FimMarkers.Of(model)));

    [Fact]
    public void A_server_that_writes_the_prompt_itself_is_given_both_sides_and_nothing_else()
    {
        Assert.Null(FimMarkers.Of("my-own-model"));

        // Two families are called so, and one begins with a token that no text is known for.
        Assert.Null(FimMarkers.Of("granite-8b-code-base"));
        Assert.Null(FimMarkers.Of("refact-1.6b"));
        Assert.Equal(new FimText("before", "after"), FimText.Of(Prompt(family: null, "before"), family: null));
    }

    [Fact]
    public void Code_that_has_a_marker_is_no_prompt()
    {
        var family = FimMarkers.Of("qwen2.5-coder");

        Assert.Null(FimText.Of(Prompt(family, "var marker = \"<|fim_middle|>\";"), family));
    }

    private static FimPrompt Prompt(FimMarkers? family, string before)
    {
        var model = new CompletionModel(
            "m", "there", family?.Layout ?? FimLayout.PrefixSuffixMiddle, ContextTokens: 8192, family?.Separators ?? PromptSeparators.None, BeginsText: false, MinimumProbability: 0);
        var request = new CompletionRequest("a.cs", "shop", "csharp", before + "after", before.Length, CompletionTrigger.Automatic);
        return FimPromptBuilder.Build(request, new CodeWindow(before, "after"), [new ContextSnippet("b.cs", "class B;\n")], model);
    }
}
