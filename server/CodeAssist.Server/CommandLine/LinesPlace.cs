using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CodeAssist.Server.CommandLine;

/// <summary>Lines of a file as people write them: <c>src/Cart.cs:10-20</c>, <c>src/Cart.cs:10</c>, <c>src/Cart.cs</c>.</summary>
/// <param name="Path">The path as it is written.</param>
/// <param name="First">The first line, from 1; null for all of the file.</param>
/// <param name="Last">The last line; null for all of the file.</param>
internal sealed partial record LinesPlace(string Path, int? First, int? Last)
{
    public const string Form = "FILE, FILE:LINE or FILE:FIRST-LAST, lines counted from 1";

    /// <returns>False where the lines are none; a text without any is a path.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out LinesPlace? place)
    {
        place = null;
        if (LinesOf().Match(text) is not { Success: true } match)
        {
            place = new LinesPlace(text, null, null);
            return text.Length > 0;
        }

        var first = int.Parse(match.Groups["first"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : first;
        if (first < 1 || last < first)
        {
            return false;
        }

        place = new LinesPlace(match.Groups["path"].Value, first, last);
        return true;
    }

    [GeneratedRegex(@"^(?<path>.+):(?<first>\d{1,9})(-(?<last>\d{1,9}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LinesOf();
}
