namespace CodeAssist.Core.Agent.Commands;

/// <summary>The script that a shell is told to run on its command line.</summary>
/// <param name="Text">The script.</param>
/// <param name="Dialect">The shell's language.</param>
internal sealed record ShellCall(string Text, ShellDialect Dialect)
{
    private static readonly string[] _posix = ["sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "rbash"];
    private static readonly string[] _powerShell = ["powershell", "pwsh"];

    /// <param name="command">Any command.</param>
    /// <param name="call">The script; null where it stands elsewhere or is not readable.</param>
    /// <returns>Whether the program is a shell.</returns>
    public static bool TryRead(SimpleCommand command, out ShellCall? call)
    {
        call = null;
        var arguments = command.Arguments.ToList();
        if (_posix.Contains(command.Name, StringComparer.Ordinal))
        {
            // "-c", or letters such as "-ec" that leave the meaning alone.
            call = arguments is [['-', .. var letters], var script] && letters.All(letter => letter is 'c' or 'e' or 'u') && letters.Contains('c', StringComparison.Ordinal)
                ? new(script, ShellDialect.Posix)
                : null;
            return true;
        }

        if (command.Name is "cmd")
        {
            var at = arguments.FindIndex(argument => argument is "/c" or "/C");
            call = at >= 0 && arguments[..at].TrueForAll(argument => argument is "/d" or "/D" or "/q" or "/Q" or "/s" or "/S")
                ? new(string.Join(' ', arguments[(at + 1)..]), ShellDialect.Command)
                : null;
            return true;
        }

        if (_powerShell.Contains(command.Name, StringComparer.Ordinal))
        {
            var at = arguments.FindIndex(argument => IsOption(argument, "command", shortest: 1));
            call = at >= 0 && arguments[..at].TrueForAll(argument => IsOption(argument, "noprofile", 3) || IsOption(argument, "noninteractive", 4) || IsOption(argument, "nologo", 3))
                ? new(string.Join(' ', arguments[(at + 1)..]), ShellDialect.PowerShell)
                : null;
            return true;
        }

        return false;
    }

    // PowerShell takes the beginning of a name for the name, and a slash for the dash.
    private static bool IsOption(string argument, string name, int shortest) =>
        argument is ['-' or '/', .. var given] && given.Length >= shortest && name.StartsWith(given, StringComparison.OrdinalIgnoreCase);
}
