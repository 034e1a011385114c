using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Tests.Completion.Prompting;

public sealed class PromptIndentationTests
{
    [Theory]
    [InlineData("\tif (a)\n\t\tb();")]
    [InlineData("class C\n\n{\n\tint a;\n}\n")]
    public void Behaviour_21_tabs_come_back_as_tabs(string code)
    {
        var indentation = PromptIndentation.Of(code);

        var told = indentation.ToPrompt(code);

        Assert.DoesNotContain('\t', told);
        Assert.Equal("x\n" + code, indentation.FromAnswer("x\n" + told));
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("\tx\n\ty\n\n\t\tz")]
    public void A_text_of_the_document_is_told_as_the_answer_that_would_become_it(string text)
    {
        var answer = PromptIndentation.TabsAsSpaces.ToAnswer(text);

        Assert.DoesNotContain("\n\t", answer, StringComparison.Ordinal);
        Assert.Equal(text, PromptIndentation.TabsAsSpaces.FromAnswer(answer));
        Assert.Equal(text, PromptIndentation.Unchanged.ToAnswer(text));
    }

    [Fact]
    public void Behaviour_21_spaces_stay_spaces()
    {
        var indentation = PromptIndentation.Of("if (a)\n    b();");

        Assert.Equal("x\n        y", indentation.FromAnswer("x\n        y"));
    }

    [Fact]
    public void Tabs_inside_a_line_are_left_alone() =>
        Assert.Equal("    a\tb", PromptIndentation.TabsAsSpaces.ToPrompt("\ta\tb"));
}
