using System.Text;
using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class StreamedTextTests
{
    [Theory]
    [InlineData("plain", "")]
    [InlineData("naïve 日本語 👩‍💻 text", "")]
    [InlineData("first\nsecond", "\n")]
    [InlineData("a));", ");")]
    [InlineData("aab", "ab")]
    [InlineData("one<END>two", "<END>")]
    [InlineData("<EN<END>two", "<END>")]
    [InlineData("日本語。語", "語。")]
    public void Byte_by_byte_gives_the_same_text_as_all_at_once(string text, string stop)
    {
        string[] stops = stop.Length == 0 ? [] : [stop];
        var expected = stop.Length == 0 ? text : text[..text.IndexOf(stop, StringComparison.Ordinal)];

        foreach (var size in new[] { 1, 2, 3, 5, 1_000 })
        {
            Assert.Equal(expected, Feed(text, size, stops));
        }
    }

    [Fact]
    public void The_first_of_several_stops_in_the_text_counts() => Assert.Equal("a", Feed("a;b\nc", 1, ["\n", ";"]));

    [Fact]
    public void Half_a_stop_text_is_held_back_until_it_is_clear()
    {
        var text = new StreamedText(["END"]);

        Assert.Equal("a", text.Append("aE"u8));
        Assert.Equal("", text.Append("N"u8));
        Assert.Equal("ENe", text.Append("e"u8));
    }

    [Fact]
    public void Half_a_character_is_held_back_and_dropped_at_the_end()
    {
        var text = new StreamedText([]);

        Assert.Equal("a", text.Append([(byte)'a', 0xF0, 0x9F]));
        Assert.Equal("", text.Complete());
        Assert.Equal("a", text.Text);
    }

    [Fact]
    public void What_was_held_back_comes_when_nothing_follows()
    {
        var text = new StreamedText(["END"]);
        Assert.Equal("", text.Append("EN"u8));

        Assert.Equal("EN", text.Complete());
        Assert.Equal("EN", text.Text);
    }

    private static string Feed(string input, int size, string[] stops)
    {
        var text = new StreamedText(stops);
        var streamed = new StringBuilder();
        foreach (var bytes in Encoding.UTF8.GetBytes(input).Chunk(size))
        {
            streamed.Append(text.Append(bytes));
            if (text.Stopped)
            {
                break;
            }
        }

        streamed.Append(text.Complete());
        Assert.Equal(text.Text, streamed.ToString());
        return text.Text;
    }
}
