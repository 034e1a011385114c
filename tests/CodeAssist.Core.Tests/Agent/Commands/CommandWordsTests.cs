using CodeAssist.Core.Agent.Commands;

namespace CodeAssist.Core.Tests.Agent.Commands;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("dotnet test", "dotnet", "test")]
    [InlineData("  a   b  ", "a", "b")]
    [InlineData("git commit -m 'two words'", "git", "commit", "-m", "two words")]
    [InlineData("a \"b \\\" c\"", "a", "b \" c")]
    [InlineData("a ''", "a", "")]
    [InlineData("a $(b) `c` ; d && e > f", "a", "$(b)", "`c`", ";", "d", "&&", "e", ">", "f")]
    public void A_line_is_words_and_nothing_is_expanded(string line, params string[] words) => Assert.Equal(words, CommandWords.Split(line));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("   ")]
    public void A_line_that_is_not_closed_or_empty_is_no_command(string line) => Assert.Null(CommandWords.Split(line));

    [Theory]
    [InlineData("a", "b c")]
    [InlineData("it's", "\"", "\\", "")]
    [InlineData("a'\"\\b", "$x")]
    public void What_is_shown_is_the_same_words_again(params string[] words) => Assert.Equal(words, CommandWords.Split(CommandWords.Join(words)));
}
