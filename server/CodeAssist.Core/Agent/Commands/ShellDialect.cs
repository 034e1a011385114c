namespace CodeAssist.Core.Agent.Commands;

/// <summary>What the characters of a script mean to one shell, as far as it takes to tell its commands apart.</summary>
/// <param name="Separators">Between two commands, alone or doubled.</param>
/// <param name="Quotes">What they hold is taken as it stands, but for <paramref name="Expanding"/>.</param>
/// <param name="Expanding">Make something else of a text, between double quotes too: nobody can say what will run.</param>
/// <param name="Meaning">Mean more than themselves outside quotes.</param>
internal sealed record ShellDialect(string Separators, string Quotes, string Expanding, string Meaning)
{
    public static ShellDialect Posix { get; } = new(";|&\n", "'\"", "$`\\!", "(){}<>*?[]~#");

    public static ShellDialect Command { get; } = new("&|\n", "\"", "%^!", "()<>*?");

    public static ShellDialect PowerShell { get; } = new(";|&\n", "'\"", "$`", "(){}<>*?[]~#@%,");
}
