using System.Globalization;
using CodeAssist.Core.Completion.Context;

namespace CodeAssist.Core.Tests.Completion.Context;

public sealed class CodeWindowTests
{
    private static readonly string _thousandLines =
        string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line number {i};\n")));

    [Fact]
    public void A_small_file_is_taken_whole() =>
        Assert.Equal(new CodeWindow("ab", "cd"), CodeWindow.Around("abcd", 2, new WindowSize(100, 100)));

    [Fact]
    public void Behaviour_13_a_large_file_is_cut_at_line_ends()
    {
        var caret = _thousandLines.Length / 2;

        var window = CodeWindow.Around(_thousandLines, caret, new WindowSize(400, 200));

        Assert.StartsWith("line number", window.Prefix, StringComparison.Ordinal);
        Assert.EndsWith(";\n", window.Suffix, StringComparison.Ordinal);
        Assert.InRange(window.Prefix.Length, 250, 400);
        Assert.InRange(window.Suffix.Length, 150, 200);
    }

    [Fact]
    public void Behaviour_10_typing_moves_the_start_of_the_window_in_steps_and_not_with_every_key()
    {
        var size = new WindowSize(400, 200);
        var starts = Enumerable.Range(5000, 400)
            .Select(caret => caret - CodeWindow.Around(_thousandLines, caret, size).Prefix.Length)
            .Distinct()
            .Count();

        Assert.InRange(starts, 1, 6);
    }

    [Fact]
    public void A_line_longer_than_the_window_is_cut_between_characters()
    {
        var smileys = string.Concat(Enumerable.Repeat("😀", 500));

        var window = CodeWindow.Around(smileys, 500, new WindowSize(101, 51));

        Assert.False(char.IsLowSurrogate(window.Prefix[0]));
        Assert.False(char.IsHighSurrogate(window.Suffix[^1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-40)]
    public void No_tokens_give_an_empty_window(int tokens) => Assert.Equal(new WindowSize(0, 0), WindowSize.For(tokens, otherCharacters: 0));
}
