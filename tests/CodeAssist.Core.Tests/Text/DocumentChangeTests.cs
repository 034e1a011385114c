using System.Text;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Text;

public sealed class DocumentChangeTests
{
    [Fact]
    public void A_keystroke_is_inserted() => Check("var x\n", At(0, 5), " ", "var x \n");

    [Fact]
    public void A_selection_is_replaced() => Check("one two", Range(0, 4, 0, 7), "2", "one 2");

    [Fact]
    public void A_selection_made_backwards_is_replaced() => Check("one two", Range(0, 7, 0, 4), "2", "one 2");

    [Fact]
    public void Lines_are_joined() => Check("a\r\nb", Range(0, 1, 1, 0), "", "ab");

    [Fact]
    public void Units_after_an_emoji_are_counted_in_utf16() => Check("😀x", At(0, 2), "y", "😀yx");

    [Fact]
    public void Half_a_pair_can_be_replaced_as_some_editors_do() => Check("\ud83d\ude00", Range(0, 1, 0, 2), "\ude01", "\ud83d\ude01");

    [Fact]
    public void A_change_past_the_end_goes_to_the_end() => Check("a\n", At(9, 9), "b", "a\nb");

    [Fact]
    public void A_change_past_the_end_of_a_line_stays_before_its_break() => Check("a\r\nb", At(0, 9), "x", "ax\r\nb");

    [Fact]
    public void Changes_are_applied_one_after_another()
    {
        var outcome = Open("ab").Change(2, [new TextChange(At(0, 0), "1\n"), new TextChange(At(1, 1), "2")]);

        Assert.Equal("1\na2b", Assert.IsType<ChangeOutcome.Applied>(outcome).Document.Text);
    }

    [Fact]
    public void A_whole_text_may_be_followed_by_small_changes()
    {
        var outcome = Open("ab").Change(2, [new TextChange(null, "x\ny"), new TextChange(At(1, 1), "!")]);

        Assert.Equal("x\ny!", Assert.IsType<ChangeOutcome.Applied>(outcome).Document.Text);
    }

    [Fact]
    public void What_no_change_has_touched_is_known_to_be_shared()
    {
        var before = Open("one two three four");

        var outcome = before.Change(2, [new TextChange(Range(0, 4, 0, 7), "2"), new TextChange(Range(0, 6, 0, 11), "3"), new TextChange(At(0, 5), "!")]);

        var since = Assert.IsType<ChangeOutcome.Applied>(outcome).Document.Since!;
        Assert.True(since.IsFrom(before.Text));
        Assert.False(since.IsFrom("one two three four!"));
        Assert.Equal(("one ".Length, " four".Length), (since.Prefix, since.Suffix));
    }

    [Fact]
    public void Of_a_whole_text_nothing_is_known_to_be_shared()
    {
        var since = Assert.IsType<ChangeOutcome.Applied>(Open("ab").Change(2, [new TextChange(null, "ab")])).Document.Since!;

        Assert.Equal((0, 0), (since.Prefix, since.Suffix));
    }

    [Fact]
    public void The_snapshot_before_stays_as_it_was()
    {
        var before = Open("a\nb");

        before.Change(2, [new TextChange(At(0, 1), "\n\n\n")]);

        Assert.Equal(("a\nb", 2, 1), (before.Text, before.LineCount, before.Version));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_change_that_does_not_follow_is_refused(int version)
    {
        var document = DocumentSnapshot.Open("file:///a.cs", "csharp", 5, "a");

        Assert.Equal(new ChangeOutcome.OutOfOrder(5, version), document.Change(version, [new TextChange(At(0, 0), "x")]));
    }

    [Fact]
    public void A_whole_text_is_believed_whatever_its_version()
    {
        var document = DocumentSnapshot.Open("file:///a.cs", "csharp", 5, "a");

        var changed = Assert.IsType<ChangeOutcome.Applied>(document.Change(3, [new TextChange(null, "x")])).Document;

        Assert.Equal(("x", 3), (changed.Text, changed.Version));
    }

    [Fact]
    public void A_text_over_the_limit_is_refused()
    {
        var document = Open(new string('a', DocumentSnapshot.MaxLength));

        Assert.Equal(
            new ChangeOutcome.TooLarge(DocumentSnapshot.MaxLength + 1),
            document.Change(2, [new TextChange(At(0, 0), "x")]));
    }

    // The oracle knows nothing of indexes: it edits a plain string and counts lines from its start each time.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_edits_leave_the_same_text_and_lines_as_a_fresh_document(int seed)
    {
#pragma warning disable CA5394 // Repeatable noise for a test.
        var random = new Random(seed);
        string[] pieces = ["\r", "\n", "\r\n", "\n\r", "a", "😀", "\ud83d", "\ude00", "", "x\ry\nz\r\n"];
        var document = Open("start\r\nof\rit\n");
        for (var version = 2; version < 3000; version++)
        {
            var first = random.Next(document.Text.Length + 1);
            var second = Math.Min(document.Text.Length, first + random.Next(document.Text.Length > 60 ? 12 : 3));
            var piece = pieces[random.Next(pieces.Length)];
#pragma warning restore CA5394
            var range = new TextRange(document.PositionAt(first), document.PositionAt(second));
            var (start, end) = (document.OffsetAt(range.Start), document.OffsetAt(range.End));
            var expected = Open(document.Text[..start] + piece + document.Text[end..]);

            document = Assert.IsType<ChangeOutcome.Applied>(document.Change(version, [new TextChange(range, piece)])).Document;

            Assert.Equal(expected.Text, document.Text);
            Assert.Equal(LineStarts(expected), LineStarts(document));
        }
    }

    [Fact]
    public void A_keystroke_in_a_large_file_copies_it_once()
    {
        var document = Open(LargeText());
        TextChange[] key = [new(TextRange.At(new TextPosition(document.LineCount / 2, 4)), "x")];
        document.Change(2, key);
        var before = GC.GetAllocatedBytesForCurrentThread();

        document.Change(2, key);

        // Two bytes for each unit, and four for the start of each line.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 3 * document.Text.Length, $"{allocated} bytes for a text of {document.Text.Length} units");
    }

    [Fact]
    public void Hundreds_of_carets_in_a_large_file_copy_it_once()
    {
        var document = Open(LargeText());
        var changes = Enumerable.Range(0, 500).Select(line => new TextChange(At(line * 40, 0), "// ")).ToList();
        document.Change(2, changes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        document.Change(2, changes);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 8 * document.Text.Length, $"{allocated} bytes for a text of {document.Text.Length} units");
    }

    private static string LargeText()
    {
        var text = new StringBuilder();
        while (text.Length < 1024 * 1024)
        {
            text.Append("        var value = Compute(first, second);\r\n");
        }

        return text.ToString();
    }

    private static void Check(string text, TextRange range, string newText, string expected)
    {
        var outcome = Open(text).Change(2, [new TextChange(range, newText)]);

        Assert.Equal(expected, Assert.IsType<ChangeOutcome.Applied>(outcome).Document.Text);
    }

    private static IEnumerable<int> LineStarts(DocumentSnapshot document) =>
        Enumerable.Range(0, document.LineCount).Select(line => document.OffsetAt(new TextPosition(line, 0)));

    private static TextRange At(int line, int character) => TextRange.At(new TextPosition(line, character));

    private static TextRange Range(int line, int character, int endLine, int endCharacter) =>
        new(new TextPosition(line, character), new TextPosition(endLine, endCharacter));

    private static DocumentSnapshot Open(string text) => DocumentSnapshot.Open("file:///a.cs", "csharp", 1, text);
}
