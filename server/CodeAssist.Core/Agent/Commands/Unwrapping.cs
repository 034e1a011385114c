namespace CodeAssist.Core.Agent.Commands;

/// <summary>What is left of a command when its wrappers are off.</summary>
/// <param name="Commands">What would run; empty where it cannot be told.</param>
/// <param name="Objection">Why it has to be asked for each time, one sentence; null where the wrappers give no reason.</param>
internal sealed record Unwrapping(IReadOnlyList<SimpleCommand> Commands, string? Objection)
{
    public const string Variables = "It sets variables, which can change what any program does.";

    /// <summary>Longest chain of wrappers that is followed.</summary>
    private const int MostLayers = 8;

    public static Unwrapping Of(SimpleCommand command) => Of(command, MostLayers);

    private static Unwrapping Of(SimpleCommand command, int layers)
    {
        if (layers == 0)
        {
            return new([], "It is wrapped more often than anybody would.");
        }

        if (ShellCall.TryRead(command, out var script))
        {
            if (script is not { } known || ShellScript.Read(known.Text, known.Dialect) is not { } commands)
            {
                return new([], $"Nobody can say what '{command.Program}' makes of this script.");
            }

            return Join(commands.Select(part => Of(part, layers - 1)), null);
        }

        if (Wrapper.Of(command) is not { } wrapper)
        {
            return IsAssignment(command.Program)
                ? new([command], Variables)
                : new([command], null);
        }

        var (inner, objection) = wrapper.Inner(command);
        return inner is null ? new([command], objection) : Join([Of(inner, layers - 1)], objection);
    }

    internal static bool IsAssignment(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && word.Take(sign).All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '+');
    }

    private static Unwrapping Join(IEnumerable<Unwrapping> parts, string? objection)
    {
        var all = parts.ToList();
        return all.Exists(part => part.Commands.Count == 0)
            ? new([], all.First(part => part.Commands.Count == 0).Objection)
            : new([.. all.SelectMany(part => part.Commands)], objection ?? all.Select(part => part.Objection).FirstOrDefault(reason => reason is not null));
    }
}
