using CodeAssist.Server.CommandLine;

namespace CodeAssist.Server.Tests.CommandLine;

public sealed class CompleteQuestionTests
{
    private const string Text = "one\r\ntwo three\r\n";

    [Fact]
    public void Lines_and_columns_count_from_one()
    {
        var question = Question(2, 5);

        Assert.Equal("two ", question.Request.LineBefore.ToString());
        Assert.Equal("three", question.Request.LineAfter.ToString());
    }

    [Fact]
    public void Hiding_the_rest_of_the_line_keeps_what_was_hidden()
    {
        var question = Question(2, 5).HideRestOfLine();

        Assert.Equal("one\r\ntwo \r\n", question.Request.Text);
        Assert.Equal("three", question.Hidden);
    }

    [Fact]
    public void A_column_inside_a_character_means_the_place_before_it()
    {
        Assert.True(CompleteQuestion.TryCreate(new CompletePosition("/x/a.cs", 1, 3), "csharp", "a😀b", out var question, out _));
        Assert.Equal("a", question.Request.LineBefore.ToString());
    }

    [Fact]
    public void The_column_after_the_last_character_is_inside() => Assert.Equal(4, Question(1, 4).Position.Column);

    [Theory]
    [InlineData(4, 1, "lines")]
    [InlineData(1, 5, "column 5 is outside")]
    public void A_place_outside_the_file_is_told_with_what_is_inside(int line, int column, string expected)
    {
        Assert.False(CompleteQuestion.TryCreate(new CompletePosition("/x/a.cs", line, column), "csharp", Text, out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static CompleteQuestion Question(int line, int column)
    {
        Assert.True(CompleteQuestion.TryCreate(new CompletePosition("/x/a.cs", line, column), "csharp", Text, out var question, out var error), error);
        return question;
    }
}
