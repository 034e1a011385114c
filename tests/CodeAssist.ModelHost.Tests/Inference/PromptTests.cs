using System.Text;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class PromptTests : IDisposable
{
    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    [Fact]
    public void Behaviour_13_a_prompt_that_fits_stays_whole()
    {
        var prompt = Assemble(Requests.BuiltInPrompt("int x", "\n}"), 100);

        Assert.Equal(0, prompt.TrimmedTokens);
        Assert.Equal("src/Program.cs\n\n}int x", Text(prompt));
        Assert.Equal(4, prompt.Tokens[0]);
    }

    [Fact]
    public void Behaviour_13_text_before_the_caret_loses_whole_lines_from_its_start()
    {
        var prefix = Requests.Source(60);

        var prompt = Assemble([new PromptPart(null, prefix, TrimRule.KeepEnd, 1)], 200);

        var text = Text(prompt);
        Assert.InRange(prompt.Tokens.Length, 120, 200);
        Assert.EndsWith(text, prefix, StringComparison.Ordinal);
        Assert.StartsWith("    public", text, StringComparison.Ordinal);
        Assert.Equal(_model.Vocabulary.Tokenize(prefix).Length - prompt.Tokens.Length, prompt.TrimmedTokens);
    }

    [Fact]
    public void Behaviour_13_text_after_the_caret_loses_whole_lines_from_its_end()
    {
        var suffix = Requests.Source(60);

        var prompt = Assemble([new PromptPart(null, suffix, TrimRule.KeepStart, 1)], 200);

        var text = Text(prompt);
        Assert.InRange(prompt.Tokens.Length, 120, 200);
        Assert.StartsWith(text, suffix, StringComparison.Ordinal);
        Assert.EndsWith(";\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lowest_priority_gives_way_first()
    {
        var parts = new[]
        {
            new PromptPart(null, "// neighbour\n", TrimRule.DropWhole, 0),
            new PromptPart(null, Requests.Source(10), TrimRule.KeepStart, 1),
            new PromptPart(null, "int kept = 1;", TrimRule.KeepEnd, 2),
        };
        var all = Assemble(parts, 10_000).Tokens.Length;

        Assert.DoesNotContain("neighbour", Text(Assemble(parts, all - 1)), StringComparison.Ordinal);
        Assert.Contains("Value9", Text(Assemble(parts, all - 1)), StringComparison.Ordinal);
        Assert.EndsWith("int kept = 1;", Text(Assemble(parts, 40)), StringComparison.Ordinal);
    }

    [Fact]
    public void Behaviour_10_the_cut_stays_where_it_is_while_somebody_types()
    {
        var prefix = Requests.Source(60);
        var first = Assemble([new PromptPart(null, prefix, TrimRule.KeepEnd, 1)], 400).Tokens;

        var typed = Assemble([new PromptPart(null, prefix + "    public int Sum", TrimRule.KeepEnd, 1)], 400).Tokens;

        Assert.Equal(first[..(first.Length - 1)], typed[..(first.Length - 1)]);
    }

    [Fact]
    public void Behaviour_13_one_endless_line_keeps_what_is_nearest_to_the_caret()
    {
        var line = string.Concat(Enumerable.Range(0, 500).Select(i => $"f({i});"));

        var prompt = Assemble([new PromptPart(null, line, TrimRule.KeepEnd, 1)], 100);

        Assert.InRange(prompt.Tokens.Length, 50, 100);
        Assert.EndsWith("f(499);", Text(prompt), StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_not_be_trimmed_and_does_not_fit_is_refused()
    {
        var failure = FailToAssemble([PromptPart.Fixed(Requests.Source(60))], 200);

        Assert.Equal(HostFailureKind.PromptTooLong, failure.Kind);
        Assert.Contains("may have 200", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_both_token_and_text_or_neither_is_refused()
    {
        Assert.Equal(HostFailureKind.InvalidRequest, FailToAssemble([new PromptPart(null, null, TrimRule.Never, 0)], 10).Kind);
        Assert.Equal(HostFailureKind.InvalidRequest, FailToAssemble([new PromptPart(SpecialToken.FimPad, "x", TrimRule.Never, 0)], 10).Kind);
    }

    [Fact]
    public void A_role_that_the_vocabulary_lacks_is_refused() =>
        Assert.Contains("BeginOfText", FailToAssemble([PromptPart.Token(SpecialToken.BeginOfText)], 10).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_prompt_is_refused() => Assert.Equal(HostFailureKind.InvalidRequest, FailToAssemble([PromptPart.Fixed("")], 10).Kind);

    public void Dispose() => _model.Dispose();

    private AssembledPrompt Assemble(IReadOnlyList<PromptPart> parts, int budget)
    {
        Assert.True(Assembler().TryAssemble(parts, budget, out var prompt, out var failure), failure?.Message);
        Assert.True(prompt.Tokens.Length <= budget);
        return prompt;
    }

    private PromptAssembler Assembler() =>
        new(_model.Vocabulary, _model.SpecialTokens, new TokenHealer(_model.Vocabulary, new TokenReader(_model.Vocabulary, _model.SpecialTokens)));

    private HostFailure FailToAssemble(IReadOnlyList<PromptPart> parts, int budget)
    {
        Assert.False(Assembler().TryAssemble(parts, budget, out _, out var failure));
        return failure;
    }

    private string Text(AssembledPrompt prompt) => Encoding.UTF8.GetString([.. prompt.Tokens.SelectMany(_model.Vocabulary.Piece)]);
}
