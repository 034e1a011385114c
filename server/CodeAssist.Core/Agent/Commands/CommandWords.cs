using System.Text;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>A command as one line of text and as words. Quotes group; nothing is expanded, and no character separates two commands.</summary>
public static class CommandWords
{
    /// <returns>Null where a quote is not closed, or where there is no word.</returns>
    public static IReadOnlyList<string>? Split(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char? quote = null;
        for (var at = 0; at < line.Length; at++)
        {
            var character = line[at];
            if (quote is { } open)
            {
                if (character == open)
                {
                    quote = null;
                }
                else
                {
                    at += open is '"' && character is '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\' ? 1 : 0;
                    word!.Append(line[at]);
                }
            }
            else if (character is '"' or '\'')
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (!char.IsWhiteSpace(character))
            {
                (word ??= new StringBuilder()).Append(character);
            }
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return quote is null && words.Count > 0 ? words : null;
    }

    /// <summary>For people, so that each word can be told from the next; <see cref="Split"/> makes the same words of it.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=,+@%^".Contains(character, StringComparison.Ordinal)))
        {
            return word;
        }

        return word.Contains('\'', StringComparison.Ordinal)
            ? $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{word}'";
    }
}
