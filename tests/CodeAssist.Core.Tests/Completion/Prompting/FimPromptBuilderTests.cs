using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Prompting;

public sealed class FimPromptBuilderTests
{
    [Fact]
    public void Behaviour_08_Qwen_is_told_repository_and_file_and_then_prefix_suffix_middle() =>
        Check(
            "int a = $0;",
            FimLayout.PrefixSuffixMiddle,
            PromptSeparators.RepositoryAndFile,
            "<RepositoryName>sample\n<FileSeparator>src/Sample.cs\n<FimPrefix>int a = <FimSuffix>;<FimMiddle>");

    [Fact]
    public void Behaviour_08_a_model_without_separators_is_told_only_the_code() =>
        Check("int a = $0;", FimLayout.PrefixSuffixMiddle, PromptSeparators.None, "<FimPrefix>int a = <FimSuffix>;<FimMiddle>");

    [Fact]
    public void Behaviour_08_a_suffix_first_model_is_told_the_suffix_first() =>
        Check("int a = $0;", FimLayout.SuffixPrefixMiddle, PromptSeparators.None, "<FimSuffix>;<FimPrefix>int a = <FimMiddle>");

    [Fact]
    public void Behaviour_08_Codestral_is_told_the_suffix_first_and_nothing_behind_the_prefix() =>
        Check("int a = $0;", FimLayout.SuffixPrefix, PromptSeparators.None, "<FimSuffix>;<FimPrefix>int a = ");

    [Fact]
    public void Behaviour_08_the_built_in_model_continues_the_prefix_without_a_middle_marker() =>
        Check(
            "int a = $0;",
            FimLayout.SuffixFirstUnmarked,
            PromptSeparators.RepositoryAndFile,
            "<FileSeparator>src/Sample.cs\n<FimSuffix>;<FimPrefix>int a = ");

    [Fact]
    public void A_proposal_is_told_to_the_built_in_model_as_its_own_answer_would_be()
    {
        var prompt = Build(Marked.Request("\tint a = $0;"), FimLayout.SuffixFirstUnmarked, PromptSeparators.None);

        Assert.Equal("F(\n    b)", prompt.ToAnswer("F(\r\n\tb)"));
    }

    [Fact]
    public void The_built_in_model_is_told_spaces_where_the_document_has_tabs() =>
        Check(
            "{\n\tint a =$0\n\t\tb;\n}",
            FimLayout.SuffixFirstUnmarked,
            PromptSeparators.None,
            "<FileSeparator>src/Sample.cs\n<FimSuffix>\n        b;\n}<FimPrefix>{\n    int a =");

    [Fact]
    public void Other_models_are_told_tabs_as_they_are() =>
        Check("{\n\tint a =$0", FimLayout.PrefixSuffixMiddle, PromptSeparators.None, "<FimPrefix>{\n\tint a =<FimSuffix><FimMiddle>");

    [Fact]
    public void Line_ends_are_plain_line_feeds_for_every_model() =>
        Check("a\r\nb$0\r\nc", FimLayout.PrefixSuffixMiddle, PromptSeparators.None, "<FimPrefix>a\nb<FimSuffix>\nc<FimMiddle>");

    [Fact]
    public void Behaviour_09_text_that_looks_like_a_special_token_stays_text()
    {
        var prompt = Build(Marked.Request("// <|fim_middle|>$0"), FimLayout.PrefixSuffixMiddle, PromptSeparators.None);

        Assert.Contains(new PromptPart.Prefix("// <|fim_middle|>"), prompt.Parts);
        Assert.Single(prompt.Parts.OfType<PromptPart.Special>(), special => special.Token is PromptToken.FimMiddle);
    }

    [Fact]
    public void A_vocabulary_that_wants_a_begin_of_text_gets_it_first()
    {
        var prompt = Build(Marked.Request("int a = $0;"), FimLayout.PrefixSuffixMiddle, PromptSeparators.None, beginsText: true);

        Assert.Equal(new PromptPart.Special(PromptToken.BeginOfText), prompt.Parts[0]);
    }

    [Theory]
    [InlineData(FimLayout.SuffixFirstUnmarked, PromptSeparators.RepositoryAndFile, "<RepositoryName>sample\n<FileSeparator>src/Other.cs\nint b;\n<FileSeparator>src/Sample.cs\n<FimSuffix>;<FimPrefix>int a")]
    [InlineData(FimLayout.PrefixSuffixMiddle, PromptSeparators.RepositoryAndFile, "<RepositoryName>sample\n<FileSeparator>src/Other.cs\nint b;\n<FileSeparator>src/Sample.cs\n<FimPrefix>int a<FimSuffix>;<FimMiddle>")]
    [InlineData(FimLayout.PrefixSuffixMiddle, PromptSeparators.File, "<FileSeparator>src/Other.cs\nint b;\n<FileSeparator>src/Sample.cs\n<FimPrefix>int a<FimSuffix>;<FimMiddle>")]
    [InlineData(FimLayout.PrefixSuffixMiddle, PromptSeparators.None, "<FimPrefix>int a<FimSuffix>;<FimMiddle>")]
    public void Lines_of_other_files_come_first_where_the_model_knows_files(FimLayout layout, PromptSeparators separators, string expected)
    {
        var prompt = Build(Marked.Request("int a$0;"), layout, separators, snippets: [new ContextSnippet("src/Other.cs", "int b;\n")]);

        Assert.Equal(expected, string.Concat(prompt.Parts.Select(Print)));
    }

    private static FimPrompt Check(string marked, FimLayout layout, PromptSeparators separators, string expected)
    {
        var prompt = Build(Marked.Request(marked), layout, separators);
        Assert.Equal(expected, string.Concat(prompt.Parts.Select(Print)));
        return prompt;
    }

    private static FimPrompt Build(
        CompletionRequest request, FimLayout layout, PromptSeparators separators, bool beginsText = false, IReadOnlyList<ContextSnippet>? snippets = null) =>
        FimPromptBuilder.Build(
            request,
            CodeWindow.Around(request.Text, request.Caret, new WindowSize(1000, 1000)),
            snippets ?? [],
            new CompletionModel("test", "CPU", layout, 1024, separators, beginsText, MinimumProbability: 0));

    private static string Print(PromptPart part) =>
        part switch
        {
            PromptPart.Special special => $"<{special.Token}>",
            PromptPart.Fixed text => text.Text,
            PromptPart.Snippet text => text.Text,
            PromptPart.Prefix text => text.Text,
            PromptPart.Suffix text => text.Text,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
