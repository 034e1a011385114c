using System.Text;

namespace CodeAssist.Core.Privacy.Files;

/// <summary>Settings of a deployment without their values: keys stay, so that a model can see how they are built; whatever stands at a key does not.</summary>
/// <remarks>Reads JSON with comments and commas at ends (RFC 8259, and what .NET's configuration takes beyond it). <c>true</c>, <c>false</c> and <c>null</c> are no secrets and stay; comments go.</remarks>
public static class MaskedSettings
{
    private const string Mask = "\"«VALUE»\"";

    private static readonly string[] _words = ["true", "false", "null"];

    /// <returns>Null for what is not one whole object: of a part nobody knows what are keys.</returns>
    public static string? Of(string text)
    {
        var masked = new StringBuilder(text.Length);
        var open = new Stack<char>();

        // Whether a string that comes now is the name of a member.
        var isName = false;
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                masked.Append(letter);
                at++;
            }
            else if (letter is '/')
            {
                at = EndOfComment(text, at);
            }
            else if (letter is '{' or '[')
            {
                if (open.Count == 0 && (letter is '[' || masked.ToString().Contains('}', StringComparison.Ordinal)))
                {
                    return null;
                }

                open.Push(letter);
                masked.Append(letter);
                isName = letter is '{';
                at++;
            }
            else if (open.Count == 0)
            {
                return null;
            }
            else if (letter is '}' or ']')
            {
                if (open.Pop() != (letter is '}' ? '{' : '['))
                {
                    return null;
                }

                masked.Append(letter);
                isName = false;
                at++;
            }
            else if (letter is ',' or ':')
            {
                masked.Append(letter);
                isName = letter is ',' && open.Peek() is '{';
                at++;
            }
            else
            {
                var end = letter is '"' ? EndOfString(text, at) : EndOfWord(text, at);
                var isKept = isName && letter is '"' || Array.Exists(_words, word => text.AsSpan(at, Math.Max(0, end - at)).SequenceEqual(word));
                if (end < 0 || (isName && letter is not '"'))
                {
                    return null;
                }

                masked.Append(isKept ? text[at..end] : Mask);
                at = end;
            }

            if (at < 0)
            {
                return null;
            }
        }

        return open.Count == 0 && masked.ToString().Contains('}', StringComparison.Ordinal) ? masked.ToString() : null;
    }

    /// <returns>Behind the quote that ends it; -1 where none does.</returns>
    private static int EndOfString(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at += text[at] is '\\' ? 2 : 1)
        {
            if (text[at] is '"')
            {
                return at + 1;
            }

            if (text[at] is '\n')
            {
                return -1;
            }
        }

        return -1;
    }

    // Numbers and the three words. What is none of them is masked like them.
    private static int EndOfWord(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.'))
        {
            at++;
        }

        return at == start ? -1 : at;
    }

    private static int EndOfComment(string text, int start)
    {
        if (start + 1 < text.Length && text[start + 1] is '/')
        {
            return text.IndexOf('\n', start) is >= 0 and var end ? end : text.Length;
        }

        return start + 1 < text.Length && text[start + 1] is '*' && text.IndexOf("*/", start + 2, StringComparison.Ordinal) is >= 0 and var closed ? closed + 2 : -1;
    }
}
