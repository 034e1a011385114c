using System.Text.RegularExpressions;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Finds the placeholders that models write in place of code which they leave out, and which would delete it.</summary>
internal static partial class Omissions
{
    /// <param name="text">What is to be written.</param>
    /// <param name="before">What stands in the file: a line that it has already is no placeholder.</param>
    /// <returns>The first such line; null for none.</returns>
    public static string? Find(string text, string before)
    {
        foreach (var line in SearchReplace.Contents(text))
        {
            if (Placeholder().IsMatch(line) && !before.Contains(line.Trim(), StringComparison.Ordinal))
            {
                return line.Trim();
            }
        }

        return null;
    }

    // A comment that is an ellipsis, or one with an ellipsis, or in brackets, that speaks of the code itself.
    [GeneratedRegex(
        @"^\s*(//|#|/\*|<!--|--|;|%|'|\{/\*|""""""|\(\*)\s*((\.\.\.|…)\s*(\*/|-->|\*/\}|\*\))?\s*$|(\.\.\.|…|\[|\().*(existing|rest of|remain|unchanged|previous|same as|other (code|methods|members|functions|fields)|omitted|your code|keep|as before)|(existing|rest of|remain|unchanged|previous|same as|other (code|methods|members|functions|fields)|omitted|your code|keep|as before).*(\.\.\.|…))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
