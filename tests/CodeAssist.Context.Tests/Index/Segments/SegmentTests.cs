using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Tests.Index.Segments;

public sealed class SegmentTests
{
    private const int Symbols = 6;

    [Fact]
    public void Finds_the_same_longest_matches_as_a_look_at_every_position()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var segment = Build(random, documents: random.Next(1, 4));
            var before = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(Symbols)).ToArray();

            var found = new List<(int Position, int Matching)>();
            segment.Nearest(before, perLength: int.MaxValue, most: int.MaxValue, found);

            var expected = Enumerable.Range(0, segment.Text.Symbols.Length + 1)
                .Select(position => (position, segment.Text.Matching(position, before)))
                .Where(entry => entry.Item2 > 0);
            Assert.Equal(expected.Order(), found.Order());
            Assert.Equal(found.OrderByDescending(entry => entry.Matching).Select(entry => entry.Matching), found.Select(entry => entry.Matching));
        }
    }

    [Fact]
    public void Takes_so_many_of_each_length_and_goes_on_to_shorter_ones()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var segment = Build(random, documents: 3);
            var before = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(Symbols)).ToArray();

            var found = new List<(int Position, int Matching)>();
            segment.Nearest(before, perLength: 2, most: int.MaxValue, found);

            var expected = Enumerable.Range(0, segment.Text.Symbols.Length + 1)
                .CountBy(position => segment.Text.Matching(position, before))
                .Where(entry => entry.Key > 0)
                .Select(entry => (entry.Key, Math.Min(2, entry.Value)));
            Assert.Equal(expected.Order(), found.CountBy(entry => entry.Matching).Select(entry => (entry.Key, entry.Value)).Order());
        }
    }

    [Fact]
    public void Knows_whose_text_a_position_is()
    {
        var segment = Build(new Random(5), documents: 5);

        foreach (var document in segment.Documents)
        {
            Assert.Same(document, segment.DocumentAt(document.Start + 1));
        }

        Assert.Same(segment.Documents[^1], segment.DocumentAt(segment.Text.Symbols.Length));
    }

    [Fact]
    public void Gives_back_the_documents_that_still_count()
    {
        var segment = Build(new Random(6), documents: 3);
        segment.Documents[1].Leave();

        Assert.Equal(["0", "2"], segment.Living().Select(entry => entry.Document.Path), StringComparer.Ordinal);
        Assert.All(segment.Living(), entry => Assert.DoesNotContain(SymbolTable.Document, entry.Symbols.ToArray()));
    }

    private static Segment Build(Random random, int documents)
    {
        var writer = new SegmentWriter();
        for (var index = 0; index < documents; index++)
        {
            var symbols = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(4) == 0 ? SymbolTable.Line : random.Next(2, Symbols)).ToArray();
            writer.Add($"{index}", symbols, new byte[symbols.Length], symbols.Length);
        }

        return writer.Build(Symbols, TestContext.Current.CancellationToken);
    }
}
