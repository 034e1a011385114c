using System.Text;
using System.Text.RegularExpressions;

namespace CodeAssist.Core.Assist;

/// <summary>Makes a model's Markdown safe to show: whatever shows it fetches no image, runs no markup or command, and obeys no control character.</summary>
/// <remarks>
/// Code stays as it is, for nothing is fetched or run there. What may or may not be code counts as none: a fence opens only at the margin and is closed by anything that
/// could close it, a span has both its ends on one line (CommonMark 0.31.2, sections 4.5 and 6.1). Line by line, so that an answer can be shown while it comes.
/// </remarks>
public sealed partial class SafeMarkdown
{
    private readonly StringBuilder _line = new();
    private string _fence = "";

    /// <summary>Takes the next piece of an answer.</summary>
    /// <returns>The lines that are complete with it, safe; empty for none yet.</returns>
    public string Add(string piece)
    {
        var safe = new StringBuilder();
        foreach (var letter in piece)
        {
            if (letter is '\n')
            {
                safe.Append(Line(_line.ToString())).Append('\n');
                _line.Clear();
            }
            else if (letter is '\t' || !IsUnseen(letter))
            {
                _line.Append(letter);
            }
        }

        return safe.ToString();
    }

    /// <returns>What is left when nothing more comes.</returns>
    public string End()
    {
        var rest = Line(_line.ToString());
        _line.Clear();
        return rest;
    }

    /// <summary>A whole answer.</summary>
    public static string Of(string text)
    {
        var safe = new SafeMarkdown();
        return safe.Add(text) + safe.End();
    }

    private string Line(string line)
    {
        if (_fence.Length > 0)
        {
            var rest = line.Trim();
            if (rest.Length >= _fence.Length && rest.All(letter => letter == _fence[0]))
            {
                _fence = "";
            }

            return line;
        }

        if (Fence().Match(line) is { Success: true, Groups: var groups })
        {
            _fence = groups["mark"].Value;
            return line;
        }

        var safe = new StringBuilder();
        var at = 0;
        foreach (Match span in Span().Matches(line))
        {
            Escape(safe, line.AsSpan(at, span.Index - at));
            safe.Append(span.ValueSpan);
            at = span.Index + span.Length;
        }

        Escape(safe, line.AsSpan(at));
        return safe.ToString();
    }

    // A backslash before either makes it a letter like any other; one that stands there already must not take ours away.
    private static void Escape(StringBuilder safe, ReadOnlySpan<char> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var next = index + 1 < text.Length ? text[index + 1] : '\0';
            var isImage = text[index] is '!' && next is '[';
            var isMarkup = text[index] is '<' && (char.IsAsciiLetter(next) || next is '/' or '!' or '?');
            if ((isImage || isMarkup) && !IsEscaped(text, index))
            {
                safe.Append('\\');
            }

            safe.Append(text[index]);
            if (text[index] is ']' && next is '(' or ':' && !LeadsToText(text[(index + 2)..], isDefinition: next is ':'))
            {
                safe.Append('\\');
            }
        }
    }

    // An editor runs commands and opens programs and files by links, without a question. It asks before it opens a page; what lies beside the text is text.
    private static bool LeadsToText(ReadOnlySpan<char> rest, bool isDefinition)
    {
        var address = rest.TrimStart(" \t<");
        if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = isDefinition ? address.IndexOfAny(' ', '\t') : address.IndexOf(')');
        address = end < 0 ? address : address[..end];

        // The address of a link may be on the next line; its letters may be written as others.
        return address.Length > 0 && address.IndexOfAny(":&\\%") < 0;
    }

    private static bool IsEscaped(ReadOnlySpan<char> text, int index)
    {
        var slashes = 0;
        while (slashes < index && text[index - slashes - 1] is '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    // Controls, among them those that terminals obey, and the marks that turn the direction of writing.
    private static bool IsUnseen(char letter) =>
        char.IsControl(letter) || letter is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex(@"^(?<mark>`{3,}|~{3,})[^`]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    // A run of backticks, and the next run of the same length.
    [GeneratedRegex(@"(?<!`)(?<run>`+)(?!`).*?(?<!`)\k<run>(?!`)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Span();
}
