using System.Text;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Tests.Children;

public sealed class OutputTailTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("  \n\n", null)]
    [InlineData("one\ntwo\r\n", "one\ntwo")]
    [InlineData("broken\n   at A.B()\n   at C.D()\n", "broken")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "2\n3\n4\n5\n6\n7\n8\n9")]
    public async Task The_last_lines_are_kept_without_stack_traces(string written, string? expected)
    {
        var tail = new OutputTail();

        await tail.DrainAsync(new MemoryStream(Encoding.UTF8.GetBytes(written)));

        Assert.Equal(expected, tail.Read());
    }

    [Fact]
    public async Task A_talkative_program_is_drained_in_little_memory()
    {
        var tail = new OutputTail();

        await tail.DrainAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 1_000_000) + "\nthe end\n")));

        Assert.EndsWith("\nthe end", tail.Read(), StringComparison.Ordinal);
        Assert.True(tail.Read()!.Length <= 8 * 1024);
    }
}
