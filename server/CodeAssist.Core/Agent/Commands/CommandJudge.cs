using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>Decides what a command needs before it may run, by its words and by nothing that a model says of them.</summary>
/// <remarks>Wrappers are taken off and scripts taken apart; of several commands the one that needs most decides.</remarks>
public static class CommandJudge
{
    /// <summary>In UTF-16 code units, all words together.</summary>
    public const int LongestCommand = 16 * 1024;

    /// <param name="words">The program and its arguments; no shell will see them.</param>
    public static CommandVerdict Judge(IReadOnlyList<string> words)
    {
        if (Refusal(words) is { } refusal)
        {
            return new CommandVerdict(CommandNeed.Refused, refusal, []);
        }

        var whole = new SimpleCommand(words);
        var unwrapped = Unwrapping.Of(whole);
        if (unwrapped.Commands.Count == 0)
        {
            return new CommandVerdict(CommandNeed.AskAlways, unwrapped.Objection!, []);
        }

        var (need, reason) = unwrapped.Commands.Select(JudgeOne).MaxBy(verdict => verdict.Need);
        if (need < CommandNeed.AskAlways && words.Any(word => HiddenCharacters.Clean(word).Count > 0))
        {
            (need, reason) = (CommandNeed.AskAlways, "It holds characters that nobody can see.");
        }
        else if (unwrapped.Objection is { } objection && need < CommandNeed.AskAlways)
        {
            (need, reason) = (CommandNeed.AskAlways, objection);
        }
        else if (need is CommandNeed.ReadOnly && !(unwrapped.Commands is [var only] && only.Equals(whole)))
        {
            // Its wrapper is run as well, and that is a program like any other.
            need = CommandNeed.AskOnce;
        }

        return new CommandVerdict(need, reason, unwrapped.Commands);
    }

    private static (CommandNeed Need, string Reason) JudgeOne(SimpleCommand command)
    {
        if (command.Name[(command.Name.LastIndexOfAny(['/', '\\']) + 1)..] is "codeassist" or "codeassist-egress" or "codeassist-host")
        {
            return (CommandNeed.Refused, "It is CodeAssist itself, whose policy, approvals and keys no task reaches.");
        }

        if (command.Name is "git")
        {
            return GitVerbs.Judge(command);
        }

        if (ProgramRules.Judge(command) is { } verdict)
        {
            return verdict;
        }

        if (command.Arguments.FirstOrDefault(argument => argument is ['@', _, ..]) is { } file && HarmlessArguments.Knows(command.Name))
        {
            return (CommandNeed.AskAlways, $"'{file}' names a file with further arguments.");
        }

        return command.Program.AsSpan().IndexOfAny('/', '\\') >= 0 && command.Name.AsSpan().IndexOfAny('/', '\\') >= 0
            ? (CommandNeed.AskOnce, "It runs a program by its path, which may be one of this folder.")
            : (CommandNeed.AskOnce, "It runs a program with the rights of the user.");
    }

    private static string? Refusal(IReadOnlyList<string> words) =>
        words.Count == 0 || words[0].Trim().Length == 0 ? "It names no program."
        : words.Any(word => word.Contains('\0', StringComparison.Ordinal)) ? "It holds a zero, which ends words for the system."
        : words.Sum(word => (long)word.Length + 1) > LongestCommand ? "It is longer than anybody would read."
        : words[0].Any(char.IsWhiteSpace) && words[0].IndexOfAny(['/', '\\']) < 0 ? "Its first word is a whole line; each word has to stand alone, because no shell takes lines apart."
        : null;
}
