using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review.Likelihood;

/// <summary>What a file itself says for an alternative.</summary>
public sealed class FileEvidenceTests
{
    [Fact]
    public void What_stands_between_the_same_neighbours_elsewhere_is_counted_without_the_line_itself()
    {
        var signs = Of("i < n;\ni < n;\ni > n;", 2, ">", "<");

        Assert.Equal(Math.Log(3), signs.Around, 6);
        Assert.Equal(Math.Log(3), signs.Before, 6);
        Assert.Equal(Math.Log(3), signs.After, 6);
    }

    [Fact]
    public void A_name_that_stands_on_the_line_twice_speaks_for_another() =>
        Assert.Equal(1, Of("f(left, right);\ng(left, left);", 1, "left", "right").Repetition);

    [Fact]
    public void A_name_that_would_stand_there_twice_speaks_against_itself() =>
        Assert.Equal(-1, Of("f(left, right);\ng(left, right);", 1, "right", "left").Repetition);

    [Fact]
    public void A_name_that_is_declared_and_never_used_speaks_for_itself() =>
        Assert.Equal(1, Of("f(left, right) {\ng(left, left);", 1, "left", "right").Unused);

    [Fact]
    public void A_name_like_another_one_of_its_line_speaks_for_itself() =>
        Assert.True(Of("size.Width = height;", 0, "height", "width").Likeness >= 1);

    // The last place of the written text on the line is meant.
    private static FaultSigns Of(string text, int line, string written, string other)
    {
        var document = DocumentSnapshot.Open("a.ts", "typescript", 0, text);
        var end = document.OffsetAt(new TextPosition(line, int.MaxValue));
        var at = text.LastIndexOf(written, end - 1, StringComparison.Ordinal);

        return new FileEvidence(CodeTokens.Of(document)).Of(new Alternative(FaultKind.Variable, new OffsetRange(at, at + written.Length), other), line);
    }
}
