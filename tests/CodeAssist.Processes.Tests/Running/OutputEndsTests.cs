using System.Text;
using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Tests.Running;

public sealed class OutputEndsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(OutputEnds.KeptAtEachEnd)]
    [InlineData(OutputEnds.KeptAtEachEnd + 7)]
    [InlineData(2 * OutputEnds.KeptAtEachEnd)]
    public void What_fits_is_kept_whole(int length)
    {
        var text = Text(length);
        var ends = new OutputEnds();
        ends.Add(Encoding.ASCII.GetBytes(text));

        Assert.Equal(text, ends.Read());
    }

    [Fact]
    public void Case_25_of_more_the_first_and_the_last_are_kept_and_the_rest_is_counted()
    {
        var text = Text((3 * OutputEnds.KeptAtEachEnd) + 5);
        var ends = new OutputEnds();
        foreach (var chunk in text.Chunk(1000))
        {
            ends.Add(Encoding.ASCII.GetBytes(chunk));
        }

        Assert.Equal($"{text[..OutputEnds.KeptAtEachEnd]}\n[… {OutputEnds.KeptAtEachEnd + 5} bytes are left out …]\n{text[^OutputEnds.KeptAtEachEnd..]}", ends.Read());
        Assert.Equal(text.Length, ends.Total);
    }

    private static string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(index => (char)('a' + (index % 23))));
}
