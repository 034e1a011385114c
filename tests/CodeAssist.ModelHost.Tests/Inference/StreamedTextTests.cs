using System.Text;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

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
        var text = new StreamedText(["END"], blockIndentation: null);

        Assert.Equal("a", text.Append("aE"u8));
        Assert.Equal("", text.Append("N"u8));
        Assert.Equal("ENe", text.Append("e"u8));
    }

    [Fact]
    public void Half_a_character_is_held_back_and_dropped_at_the_end()
    {
        var text = new StreamedText([], blockIndentation: null);

        Assert.Equal("a", text.Append([(byte)'a', 0xF0, 0x9F]));
        Assert.Equal("", text.Complete());
        Assert.Equal("a", text.Text);
    }

    [Fact]
    public void What_was_held_back_comes_when_nothing_follows()
    {
        var text = new StreamedText(["END"], blockIndentation: null);
        Assert.Equal("", text.Append("EN"u8));

        Assert.Equal("EN", text.Complete());
        Assert.Equal("EN", text.Text);
    }

    [Theory]
    [InlineData("\n        A();\n    }\n\n    void N()\n", 4, "\n        A();\n    }\n")]
    [InlineData("\n        A();\nclass B", 4, "\n        A();")]
    [InlineData("\n        A();\n    B();", 4, "\n        A();")]
    [InlineData("\n    A();\n    B();", 0, null)]
    [InlineData("\n\tA();\n\n\tB();\n}\n\nvoid", 0, "\n\tA();\n\n\tB();\n}\n")]
    [InlineData("return a;", 8, null)]
    [InlineData("return a;\n    }\n}", 4, "return a;\n    }")]
    public void Behaviour_15_an_answer_ends_where_it_leaves_its_block(string text, int indentation, string? expected)
    {
        foreach (var size in new[] { 1, 2, 3, 5, 1_000 })
        {
            Assert.Equal(expected ?? text, Feed(text, size, [], indentation));
        }
    }

    [Fact]
    public void A_line_that_may_leave_the_block_is_held_back_until_its_code_begins()
    {
        var text = new StreamedText([], blockIndentation: 4);

        Assert.Equal("a;", text.Append("a;\n    "u8));
        Assert.Equal("\n        b", text.Append("    b"u8));
        Assert.Equal("", text.Append("\n  "u8));
        Assert.Equal("", text.Append("c"u8));
        Assert.Equal(FinishReason.BlockEnd, text.Stop);
        Assert.Equal("a;\n        b", text.Text);
    }

    private static string Feed(string input, int size, string[] stops, int? blockIndentation = null)
    {
        var text = new StreamedText(stops, blockIndentation);
        var streamed = new StringBuilder();
        foreach (var bytes in Encoding.UTF8.GetBytes(input).Chunk(size))
        {
            streamed.Append(text.Append(bytes));
            if (text.Stop is not null)
            {
                break;
            }
        }

        streamed.Append(text.Complete());
        Assert.Equal(text.Text, streamed.ToString());
        return text.Text;
    }
}
