using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.Index.Open;

public sealed class OpenDocumentTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void After_any_edits_it_is_what_reading_the_text_anew_would_give(string lineBreak)
    {
        var random = new Random(1);
        var symbols = new SymbolTable();
        var text = string.Concat(Enumerable.Range(0, 3000).Select(index => $"    line{index % 50}(a, b);{lineBreak}"));
        var document = OpenDocument.Read("a.cs", text, symbols);
        for (var round = 0; round < 300; round++)
        {
            var start = random.Next(text.Length + 1);
            var removed = random.Next(Math.Min(text.Length - start, random.Next(10) == 0 ? 20_000 : 30) + 1);
            var added = random.Next(3) switch { 0 => "", 1 => "x", _ => $"y{lineBreak}{lineBreak}  z(){lineBreak}" };
            var since = round % 2 == 0 ? new TextDifference(text, start, text.Length - start - removed) : null;
            text = text.Remove(start, removed).Insert(start, added);

            document = document.With(text, since, symbols);

            Assert.Equal(text, document.Text);
            Assert.Equal(text.Length, document.Chunks.Sum(chunk => chunk.Length));
            Assert.Equal(Symbols(OpenDocument.Read("a.cs", text, symbols)), Symbols(document));
        }
    }

    [Theory]
    [InlineData(0, 0, 16)]
    [InlineData(0.5, 8, 8)]
    [InlineData(1, 8, 1)]
    public void Around_a_caret_is_what_is_near_before_it_and_behind_it(double at, int before, int behind)
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(index => $"line{index}\n"));
        var document = OpenDocument.Read("a.cs", text, new SymbolTable());
        var caret = (int)(at * text.Length);
        var own = document.Chunks.Count - 1;
        for (var end = text.Length; own > 0 && end - document.Chunks[own].Length > caret; own--)
        {
            end -= document.Chunks[own].Length;
        }

        var around = document.ChunksAround(caret).Select(chunk => document.Chunks.ToList().IndexOf(chunk)).ToList();

        Assert.Equal(Enumerable.Range(own - before, before + behind), around);
    }

    [Fact]
    public void An_edit_leaves_the_chunks_around_it_as_they_are()
    {
        var symbols = new SymbolTable();
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(index => $"line{index}\n"));
        var before = OpenDocument.Read("a.cs", text, symbols);

        var after = before.With(text.Insert(text.Length / 2, "new"), since: null, symbols);

        Assert.True(before.Chunks.Count > 10);
        Assert.InRange(after.Chunks.Except(before.Chunks).Count(), 1, 2);
    }

    [Fact]
    public void A_difference_from_another_text_is_not_believed()
    {
        var symbols = new SymbolTable();
        var before = OpenDocument.Read("a.cs", "alpha;\nbeta;\n", symbols);

        var after = before.With("gamma;\nbeta;\n", new TextDifference("delta;\nbeta;\n", 7, 6), symbols);

        Assert.Equal(Symbols(OpenDocument.Read("a.cs", "gamma;\nbeta;\n", symbols)), Symbols(after));
    }

    private static int[] Symbols(OpenDocument document) => [.. document.Chunks.SelectMany(chunk => chunk.Text.Symbols)];
}
