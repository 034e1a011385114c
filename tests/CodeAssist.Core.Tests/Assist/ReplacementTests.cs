using CodeAssist.Core.Assist;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Assist;

public sealed class ReplacementTests
{
    private static readonly AssistSubject _return = Subjects.Of(AssistKind.Fix, Subjects.Cart, 4, 5);

    [Fact]
    public void The_code_block_of_an_answer_takes_the_place_of_the_lines()
    {
        Assert.Equal(
            "class Cart\n{\n    int Total(int price)\n    {\n        return price;\n    }\n}\n",
            Apply(_return, "The tax is gone.\n```csharp\n        return price;\n```\n"));
    }

    [Fact]
    public void What_stands_before_the_block_is_the_models_remark()
    {
        Assert.Equal("The tax is gone.", Usable(_return, "The tax is gone.\n\n```\n        return price;\n```").Remark);
    }

    [Fact]
    public void Code_that_begins_at_the_margin_is_moved_in_as_far_as_the_lines_were()
    {
        Assert.Equal("        if (free)\n            return 0;\n\n        return price;\n", Usable(_return, "```\nif (free)\n    return 0;\n\nreturn price;\n```").Text);
    }

    [Fact]
    public void New_lines_break_as_the_document_breaks_its_lines()
    {
        var subject = Subjects.Of(AssistKind.Fix, Subjects.Cart.ReplaceLineEndings("\r\n"), 4, 5);

        Assert.Equal("        return price;\r\n", Usable(subject, "```\n        return price;\n```").Text);
    }

    [Fact]
    public void A_last_line_without_a_break_gets_none()
    {
        var subject = Subjects.Of(AssistKind.Fix, "a = 1\nb = 2", 1, 2, "python");

        Assert.Equal("a = 1\nb = 3", Apply(subject, "```\nb = 3\n```"));
    }

    [Fact]
    public void An_empty_block_removes_the_lines()
    {
        Assert.Equal("class Cart\n{\n    int Total(int price)\n    {\n    }\n}\n", Apply(_return, "Not needed.\n```\n```"));
    }

    [Theory]
    [InlineData("return price;", "It holds no fenced code block.")]
    [InlineData("```csharp\nreturn price;", "Its code block does not end.")]
    [InlineData("```\nreturn 1;\n```\nor\n```\nreturn 2;\n```", "It holds more than one code block.")]
    [InlineData("```\n        return price - 1;\n```", "It changes nothing.")]
    [InlineData("```\n        // ... existing code\n        return price;\n```", "It leaves code out: '// ... existing code'.")]
    [InlineData("```\n        // rest of the method\n```", "It leaves code out: '// rest of the method'.")]
    [InlineData("```\n        /* … */\n        return price;\n```", "It leaves code out: '/* … */'.")]
    [InlineData("```\n        # remaining lines unchanged code\n```", "It leaves code out: '# remaining lines unchanged code'.")]
    public void An_answer_that_may_not_be_all_of_it_is_refused(string answer, string objection)
    {
        Assert.Equal(new ReplacementReading.Unusable(objection), ReplacementReader.Read(_return, answer));
    }

    [Fact]
    public void A_comment_with_dots_that_stood_there_before_may_stay()
    {
        var subject = Subjects.Of(AssistKind.Fix, "// ... and so on\nint a = 1;\n", 0, 2);

        Assert.Equal("// ... and so on\nint a = 2;\n", Usable(subject, "```\n// ... and so on\nint a = 2;\n```").Text);
    }

    private static ReplacementReading.Usable Usable(AssistSubject subject, string answer) =>
        Assert.IsType<ReplacementReading.Usable>(ReplacementReader.Read(subject, answer));

    private static string Apply(AssistSubject subject, string answer)
    {
        var edit = Assert.Single(ReplacementEdit.Of(subject, "Change", Usable(subject, answer).Text).Edits);
        var document = subject.Document.Change(2, [new TextChange(edit.Range, edit.NewText)]);
        return Assert.IsType<ChangeOutcome.Applied>(document).Document.Text;
    }
}
