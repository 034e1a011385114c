using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review.Changes;

public sealed class LineDifferenceTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("a\nb\n", "a\nb\n", "")]
    [InlineData("", "a\n", "0-0/0-1")]
    [InlineData("a\n", "", "0-1/0-0")]
    [InlineData("a\nb\nc\n", "a\nX\nc\n", "1-2/1-2")]
    [InlineData("a\nb\nc\n", "a\nc\n", "1-2/1-1")]
    [InlineData("a\nc\n", "a\nb\nc\n", "1-1/1-2")]
    [InlineData("a\nb\nc\nd\n", "X\nb\nc\nY\n", "0-1/0-1 3-4/3-4")]
    [InlineData("a\n", "b\n", "0-1/0-1")]
    [InlineData("}\n}\n", "}\n}\n}\n", "2-2/2-3")]
    public void Finds_the_lines_that_differ(string before, string after, string hunks) => Assert.Equal(hunks, Told(before, after));

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\rb", "a\nb\n")]
    [InlineData("a\nb", "a\nb\r\n")]
    public void Line_breaks_are_no_part_of_a_line(string before, string after) => Assert.Equal("", Told(before, after));

    [Fact]
    public void A_method_that_is_put_between_two_is_one_place() => Assert.Equal(
        "4-4/4-8",
        Told("void A()\n{\n    a();\n}\nvoid B()\n{\n    b();\n}\n", "void A()\n{\n    a();\n}\nvoid C()\n{\n    c();\n}\nvoid B()\n{\n    b();\n}\n"));

    /// <summary>Random texts of few and of many different lines: what the hunks leave out is the same on both sides, and they never touch one another.</summary>
    [Fact]
    public void What_is_between_the_places_is_the_same()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var alphabet = random.Next(1, 40);
            string Text() => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => $"{random.Next(alphabet)}\n"));
            var (before, after) = (Open(Text()), Open(Text()));
            var (old, added) = (0, 0);
            foreach (var hunk in LineDifference.Between(before, after))
            {
                Assert.Equal(hunk.Old.Start - old, hunk.New.Start - added);
                Assert.True(hunk.New.Start > added || added == 0);
                AssertSame(before, after, old, added, hunk.Old.Start - old);
                (old, added) = (hunk.Old.End, hunk.New.End);
            }

            Assert.Equal(LineDifference.CountLines(before) - old, LineDifference.CountLines(after) - added);
            AssertSame(before, after, old, added, LineDifference.CountLines(before) - old);
        }
    }

    [Fact]
    public void Long_texts_without_a_line_that_occurs_once_are_replaced_whole()
    {
        var before = string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{line % 7}\n"));
        var after = "x\n" + string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{line % 5}\n")) + "y\n";

        Assert.Equal("0-20000/0-20002", Told(before, after));
    }

    private static void AssertSame(DocumentSnapshot before, DocumentSnapshot after, int old, int added, int count)
    {
        for (var line = 0; line < count; line++)
        {
            Assert.Equal(before.Line(old + line).ToString(), after.Line(added + line).ToString());
        }
    }

    private static string Told(string before, string after) =>
        string.Join(' ', LineDifference.Between(Open(before), Open(after)).Select(hunk => $"{hunk.Old}/{hunk.New}"));

    private static DocumentSnapshot Open(string text) => DocumentSnapshot.Open("a.cs", "csharp", 0, text);
}
