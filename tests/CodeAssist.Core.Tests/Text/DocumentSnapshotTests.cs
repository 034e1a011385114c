using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Text;

public sealed class DocumentSnapshotTests
{
    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("", 7, 7, 0)]
    [InlineData("ab\ncd", 0, 2, 2)]
    [InlineData("ab\ncd", 0, 3, 2)]
    [InlineData("ab\ncd", 0, int.MaxValue, 2)]
    [InlineData("ab\ncd", 1, 0, 3)]
    [InlineData("ab\ncd", 1, 9, 5)]
    [InlineData("ab\ncd", 2, 0, 5)]
    [InlineData("ab\ncd", int.MaxValue, 0, 5)]
    [InlineData("ab\ncd", -1, 3, 0)]
    [InlineData("ab\ncd", 1, -1, 3)]
    [InlineData("ab\r\ncd", 0, 3, 2)]
    [InlineData("ab\r\ncd", 1, 1, 5)]
    [InlineData("ab\rcd", 0, 3, 2)]
    [InlineData("ab\rcd", 1, 1, 4)]
    [InlineData("ab\n\rcd", 1, 1, 3)]
    [InlineData("ab\n\rcd", 2, 1, 5)]
    [InlineData("ab\n", 1, 0, 3)]
    [InlineData("a😀b", 0, 3, 3)]
    [InlineData("a😀b", 0, 2, 2)]
    public void A_position_outside_is_clamped_to_its_line(string text, int line, int character, int offset) =>
        Assert.Equal(offset, Open(text).OffsetAt(new TextPosition(line, character)));

    [Theory]
    [InlineData("a😀b", 2, 1)]
    [InlineData("a😀b", 1, 1)]
    [InlineData("a😀b", 3, 3)]
    [InlineData("a\ud83d", 2, 2)]
    [InlineData("\ud83d\ud83d\ude00", 1, 1)]
    public void A_caret_never_splits_a_character(string text, int character, int offset) =>
        Assert.Equal(offset, Open(text).CaretAt(new TextPosition(0, character)));

    [Theory]
    [InlineData("ab\r\ncd", 0, 2, true)]
    [InlineData("ab\r\ncd", 0, 3, false)]
    [InlineData("ab\r\ncd", 1, 2, true)]
    [InlineData("ab\r\ncd", 2, 0, false)]
    [InlineData("ab\r\ncd", -1, 0, false)]
    [InlineData("ab\r\ncd", 0, -1, false)]
    public void Tells_whether_a_position_lies_inside(string text, int line, int character, bool inside) =>
        Assert.Equal(inside, Open(text).Contains(new TextPosition(line, character)));

    [Fact]
    public void Every_offset_outside_a_break_survives_the_way_to_a_position_and_back()
    {
        var document = Open("one\r\ntwo\rthree\n\n😀 four\r\n");

        for (var offset = 0; offset <= document.Text.Length; offset++)
        {
            var isInsideBreak = offset > 0 && offset < document.Text.Length && document.Text[offset - 1] == '\r' && document.Text[offset] == '\n';
            Assert.Equal(isInsideBreak ? offset - 1 : offset, document.OffsetAt(document.PositionAt(offset)));
        }
    }

    [Fact]
    public void Lines_come_without_their_breaks()
    {
        var document = Open("one\r\ntwo\rthree\n\nfour");

        var lines = Enumerable.Range(0, document.LineCount).Select(line => document.Line(line).ToString());

        Assert.Equal(["one", "two", "three", "", "four"], lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_slice_may_be_given_backwards()
    {
        var range = new TextRange(new TextPosition(1, 1), new TextPosition(0, 1));

        Assert.Equal("b\nc", Open("ab\ncd").Slice(range).ToString());
    }

    private static DocumentSnapshot Open(string text) => DocumentSnapshot.Open("file:///a.cs", "csharp", 1, text);
}
