using System.Globalization;
using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>What makes two findings of different days the same: rule, enclosing member, and the lines that are quoted, whatever their blanks.</summary>
/// <remarks>
/// The line's number has no part in it, so that a finding stays itself when code above it comes and goes. Where nothing encloses it, the file's path takes the member's place. The same
/// lines twice in one member are told apart by counting.
/// </remarks>
public static class FindingIdentity
{
    /// <summary>Of a longer range the beginning tells enough, and an edit deep inside a method does not make its head's fault another one.</summary>
    private const int MostLines = 3;

    private const int Bytes = 12;

    /// <returns>24 hexadecimal digits.</returns>
    /// <param name="rule">Its id.</param>
    /// <param name="place">Full name of the enclosing member, or the path.</param>
    /// <param name="quote">From <see cref="Lines"/>.</param>
    /// <param name="occurrence">How many of the same came before it in the file.</param>
    public static string Of(string rule, string place, string quote, int occurrence)
    {
        var text = string.Join('\0', rule, place, quote, occurrence.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }

    /// <summary>The whole lines of a range as they are compared: runs of blanks as one.</summary>
    public static string Lines(DocumentSnapshot text, TextRange range)
    {
        var last = Math.Min(range.End.Line, range.Start.Line + MostLines - 1);
        var lines = new StringBuilder();
        for (var line = range.Start.Line; line <= last; line++)
        {
            foreach (var part in text.Line(line).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                lines.Append(part).Append(' ');
            }
        }

        return lines.ToString();
    }
}
