using CodeAssist.Server.Composition;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The first steps of a command that a person runs: what is wrong is told on the console.</summary>
internal static class CommandStartup
{
    /// <param name="verb">The verb that runs, for logs.</param>
    /// <param name="errors">Is told why nothing can run, or which settings do not count.</param>
    /// <returns>Null when nothing can run; the command ends with <see cref="ExitCode.Unavailable"/>.</returns>
    public static Startup? TryBegin(string verb, IAnsiConsole errors)
    {
        var startup = Startup.TryBegin(verb, out var unusable);
        if (startup is null)
        {
            errors.MarkupLineInterpolated($"[red]{unusable!.Message}[/] {unusable.NextStep}");
            return null;
        }

        foreach (var problem in startup.SettingsProblems)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }

        return startup;
    }
}
