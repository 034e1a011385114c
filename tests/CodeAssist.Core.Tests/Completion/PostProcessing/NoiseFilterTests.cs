using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

/// <summary>Behaviour 17: what models write that is no suggestion.</summary>
public sealed class NoiseFilterTests
{
    [Theory]
    [InlineData(";")]
    [InlineData(" );")]
    [InlineData("// TODO: write this")]
    [InlineData("/* FIXME */")]
    public void Behaviour_17_what_is_too_little_is_not_shown_unasked(string generated) =>
        FilterCheck.Rejects(DropNoise.Apply, "Call(a$0", generated, NoSuggestionReason.Noise);

    [Fact]
    public void Behaviour_17_what_was_asked_for_may_be_little() =>
        Assert.NotNull(DropNoise.Apply(new Draft(
            ";", Marked.Request("Call(a)$0", trigger: CompletionTrigger.Invoked), Core.Completion.Prompting.AnswerShape.SingleLine, 0)).Draft);

    [Theory]
    [InlineData("```csharp\nCall();\n```\nThis calls.", "Call();")]
    [InlineData("Call();\n```", "Call();")]
    [InlineData("<think>What do they want?</think>\nCall();", "Call();")]
    [InlineData("Call();<think>Was that", "Call();")]
    [InlineData("Call(`a`);", "Call(`a`);")]
    public void Behaviour_17_fences_and_thoughts_are_taken_away(string generated, string document) =>
        FilterCheck.Leaves(StripChatter.Apply, "$0", generated, document);

    [Fact]
    public void Behaviour_17_a_fence_in_markdown_is_text() =>
        FilterCheck.Leaves(StripChatter.Apply, "$0", "```\ncode\n```", "```\ncode\n```", "markdown");

    [Theory]
    [InlineData("\n    a();\n    a();\n    a();\n    a();", "\n    a();")]
    [InlineData("\n    a();\n    b();\n    a();\n    b();\n    a();\n    b();", "\n    a();\n    b();")]
    [InlineData("\n    a();\n    a();\n    b();", "\n    a();\n    a();\n    b();")]
    [InlineData("\n}\n}\n}", "\n}\n}\n}")]
    public void Behaviour_17_lines_that_come_a_third_time_are_cut(string generated, string kept) =>
        FilterCheck.Leaves(CutRepetition.Apply, "{$0", generated, "{" + kept);

    [Theory]
    [InlineData("the the the the the ")]
    [InlineData("a.b(a.b(a.b(a.b(a.b(")]
    public void Behaviour_17_a_line_that_goes_round_in_circles_is_dropped(string generated) =>
        FilterCheck.Rejects(CutRepetition.Apply, "x = $0", generated, NoSuggestionReason.Repetition);

    [Theory]
    [InlineData("// ----------------")]
    [InlineData("0, 0, 0, 0, 0, 0")]
    [InlineData("aaa.bbb(aaa.ccc);")]
    public void Behaviour_17_rulers_and_rows_of_numbers_stay(string generated) =>
        FilterCheck.Leaves(CutRepetition.Apply, "$0", generated, generated);
}
