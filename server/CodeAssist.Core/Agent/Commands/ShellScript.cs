using System.Text;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>Takes a script that somebody gives to a shell apart into its commands.</summary>
internal static class ShellScript
{
    // These begin something that is no command.
    private static readonly string[] _keywords =
        ["if", "then", "else", "fi", "for", "foreach", "while", "until", "do", "done", "case", "esac", "function", "select", "coproc", "[[", "{", "}", "time", "trap", "alias", "set"];

    /// <returns>Null where it says more than commands one after another.</returns>
    public static IReadOnlyList<SimpleCommand>? Read(string script, ShellDialect dialect)
    {
        List<SimpleCommand> commands = [];
        List<string> words = [];
        StringBuilder? word = null;
        char? quote = null;
        for (var at = 0; at < script.Length; at++)
        {
            var character = script[at];
            if (quote is { } open)
            {
                if (open is '"' && dialect.Expanding.Contains(character, StringComparison.Ordinal))
                {
                    return null;
                }

                quote = character == open ? null : quote;
                word!.Append(quote is null ? "" : character);
            }
            else if (dialect.Quotes.Contains(character, StringComparison.Ordinal))
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (dialect.Separators.Contains(character, StringComparison.Ordinal))
            {
                if (!EndCommand(script, at))
                {
                    return null;
                }

                // Both characters of "&&".
                at += at + 1 < script.Length && script[at + 1] == character && character is not ('\n' or ';') ? 1 : 0;
            }
            else if (dialect.Expanding.Contains(character, StringComparison.Ordinal) || dialect.Meaning.Contains(character, StringComparison.Ordinal))
            {
                return null;
            }
            else if (char.IsWhiteSpace(character))
            {
                EndWord();
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        EndWord();
        if (words.Count > 0)
        {
            commands.Add(new SimpleCommand([.. words]));
        }

        return quote is null && commands.Count > 0 && !commands.Exists(command => _keywords.Contains(command.Name, StringComparer.Ordinal)) ? commands : null;

        void EndWord()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        // A single "&" leaves the command behind, where nobody waits for it.
        bool EndCommand(string text, int separator)
        {
            EndWord();
            if (words.Count > 0)
            {
                commands.Add(new SimpleCommand([.. words]));
                words.Clear();
            }
            else if (text[separator] is not ('\n' or ';'))
            {
                return false;
            }

            return text[separator] is not '&' || dialect == ShellDialect.Command || (separator + 1 < text.Length && text[separator + 1] is '&');
        }
    }
}
