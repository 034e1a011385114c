using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Keeping;

/// <summary>A suggestion that was taken, and where in its document what has become of it stands.</summary>
/// <remarks>
/// The place follows the edits: one before it moves it, one behind it leaves it alone, one that reaches into it becomes part of it. What
/// is kept is the longest common subsequence of the accepted text and the text at that place, in UTF-16 code units without white space:
/// a formatter that indents anew takes nothing away, and a character typed over is gone.
/// </remarks>
/// <param name="text">What was accepted.</param>
/// <param name="offset">Where it stands, in UTF-16 code units.</param>
public sealed class AcceptedText(string text, int offset)
{
    // Whoever replaces a whole file in one edit would have all of it compared.
    private const int LongestPlace = 20_000;

    private readonly string _accepted = WithoutSpace(text);
    private int _start = offset;
    private int _end = offset + text.Length;

    /// <summary>Characters accepted, white space aside.</summary>
    public int Characters => _accepted.Length;

    /// <summary>The document was edited.</summary>
    public void Follow(DocumentEdit edit)
    {
        var editEnd = edit.Offset + edit.Removed;
        var delta = edit.Inserted.Length - edit.Removed;
        if (editEnd <= _start)
        {
            (_start, _end) = (_start + delta, _end + delta);
        }
        else if (edit.Offset < _end)
        {
            (_start, _end) = (Math.Min(_start, edit.Offset), Math.Max(_end, editEnd) + delta);
        }
    }

    /// <summary>How many of <see cref="Characters"/> are still there.</summary>
    /// <param name="document">The document as it is now.</param>
    public int Kept(string document)
    {
        var start = Math.Clamp(_start, 0, document.Length);
        var end = Math.Clamp(_end, start, Math.Min(document.Length, start + LongestPlace));

        return LongestCommonSubsequence(_accepted, WithoutSpace(document[start..end]));
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    // Two rows of the usual table: time is the product of the lengths, memory that of the second.
    private static int LongestCommonSubsequence(string first, string second)
    {
        var above = new int[second.Length + 1];
        var row = new int[second.Length + 1];
        foreach (var character in first)
        {
            for (var i = 0; i < second.Length; i++)
            {
                row[i + 1] = character == second[i] ? above[i] + 1 : Math.Max(above[i + 1], row[i]);
            }

            (above, row) = (row, above);
        }

        return above[^1];
    }
}
