using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Tests.Index.Segments;

public sealed class SuffixSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public void Sorts_like_a_comparison_of_all_suffixes(int alphabet)
    {
        var random = new Random(alphabet);
        for (var length = 0; length < 300; length++)
        {
            var text = Enumerable.Range(0, length).Select(_ => random.Next(alphabet)).ToArray();

            Assert.Equal(ByComparison(text), SuffixSort.Sort(text, alphabet, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Sorts_a_text_that_repeats_itself()
    {
        var text = Enumerable.Range(0, 1000).Select(index => index % 7).ToArray();

        Assert.Equal(ByComparison(text), SuffixSort.Sort(text, 7, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Stops_when_it_is_told_to() =>
        Assert.Throws<OperationCanceledException>(() => SuffixSort.Sort([0, 1, 0], 2, new CancellationToken(canceled: true)));

    private static int[] ByComparison(int[] text)
    {
        var order = Enumerable.Range(0, text.Length).ToArray();
        Array.Sort(order, (first, second) => text.AsSpan(first).SequenceCompareTo(text.AsSpan(second)));
        return order;
    }
}
