using CodeAssist.Core.Completion.Remote;

namespace CodeAssist.Core.Tests.Completion.Remote;

public sealed class StoppedTextTests
{
    [Theory]
    [InlineData("one|two", "one two", false)]
    [InlineData("one\ntwo", "one", true)]
    [InlineData("one E|N|D two", "one ", true)]
    [InlineData("one E|NOUGH", "one ENOUGH", false)]
    [InlineData("one|two EN", "one two EN", false)]
    public void An_answer_ends_before_the_first_of_some_texts_however_it_is_cut(string pieces, string expected, bool isOver)
    {
        var answer = new StoppedText(["\n", "END"]);
        var told = string.Concat(pieces.Replace("one|two", "one |two", StringComparison.Ordinal).Split('|').Select(answer.Add)) + answer.Rest();

        Assert.Equal(expected, told);
        Assert.Equal(expected, answer.Text);
        Assert.Equal(isOver, answer.IsOver);
    }
}
