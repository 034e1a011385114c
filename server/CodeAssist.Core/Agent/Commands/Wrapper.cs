namespace CodeAssist.Core.Agent.Commands;

/// <summary>A program that runs another one named in its arguments.</summary>
/// <param name="Name">Of the program; with a second word where only that verb runs others.</param>
/// <param name="WithValue">Its options whose value is the next word.</param>
/// <param name="Operands">Words of its own before the other program.</param>
/// <param name="Objection">Why it has to be asked for each time, one sentence; null where it changes nothing about what runs.</param>
internal sealed record Wrapper(string Name, string[] WithValue, int Operands, string? Objection)
{
    private const string OtherRights = "It runs with the rights of somebody else.";
    private const string OtherPlace = "It runs with another view of the system.";

    private static readonly Wrapper[] _all =
    [
        new("timeout", ["-s", "-k", "--signal", "--kill-after"], 1, null),
        new("nice", ["-n", "--adjustment"], 0, null),
        new("ionice", ["-c", "-n", "--class", "--classdata"], 0, null),
        new("chrt", ["-T", "-P", "-D"], 1, null),
        new("taskset", [], 1, null),
        new("time", ["-f", "-o", "--format", "--output"], 0, null),
        new("stdbuf", ["-i", "-o", "-e", "--input", "--output", "--error"], 0, null),
        new("command", [], 0, null),
        new("exec", ["-a"], 0, null),
        new("builtin", [], 0, null),
        new("busybox", [], 0, null),
        new("env", ["-u", "-C", "-S", "--unset", "--chdir", "--split-string"], 0, null),
        new("uv run", [], 0, null),
        new("poetry run", [], 0, null),
        new("pipenv run", [], 0, null),
        new("bundle exec", [], 0, null),
        new("nohup", [], 0, "It goes on when its starter has ended."),
        new("setsid", [], 0, "It leaves the session of its starter."),
        new("watch", ["-n", "--interval"], 0, "It does not end by itself."),
        new("xargs", ["-I", "-n", "-P", "-L", "-d", "-a", "-E", "-s", "--max-args", "--max-procs", "--replace", "--delimiter", "--arg-file"], 0, "Nobody has seen the arguments that 'xargs' adds."),
        new("parallel", ["-j", "--jobs"], 0, "Nobody has seen the arguments that 'parallel' adds."),
        new("sudo", ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "-R", "-T", "--user", "--group", "--host", "--chdir"], 0, OtherRights),
        new("doas", ["-u", "-C"], 0, OtherRights),
        new("pkexec", ["--user"], 0, OtherRights),
        new("runuser", ["-u", "-g"], 0, OtherRights),
        new("runas", [], 0, OtherRights),
        new("setpriv", [], 0, OtherRights),
        new("chroot", [], 1, OtherPlace),
        new("unshare", [], 0, OtherPlace),
        new("nsenter", ["-t"], 0, OtherPlace),
        new("strace", ["-e", "-o", "-p"], 0, "It looks into another program."),
        new("ltrace", ["-e", "-o", "-p"], 0, "It looks into another program."),
        new("flock", ["-w", "--timeout"], 1, "It locks a file that may be anybody's."),
        new("start", [], 0, "Nobody waits for what it starts."),
    ];

    // Only these leave everything about the command as it is.
    private static readonly string[] _plainOptions = ["--", "--foreground", "--preserve-status", "-v", "--verbose", "-p", "-i", "--ignore-environment", "-0", "-r", "-n"];

    /// <returns>Null for a program that is no wrapper.</returns>
    public static Wrapper? Of(SimpleCommand command) => Array.Find(
        _all,
        wrapper => string.Equals(wrapper.Name, command.Name, StringComparison.Ordinal)
            || (command.Words.Count > 1 && string.Equals(wrapper.Name, $"{command.Name} {command.Words[1]}", StringComparison.Ordinal)));

    /// <returns>The other program, null where there is none; and why this call has to be asked for each time.</returns>
    public (SimpleCommand? Inner, string? Objection) Inner(SimpleCommand command)
    {
        var words = command.Words;
        var at = Name.Contains(' ', StringComparison.Ordinal) ? 2 : 1;
        var objection = Objection;
        while (at < words.Count && words[at] is ['-', _, ..] option)
        {
            var isKnown = option is not ("-S" or "--split-string") && (WithValue.Contains(option, StringComparer.Ordinal) || _plainOptions.Contains(option, StringComparer.Ordinal));
            objection ??= isKnown ? null : $"Nobody can say what '{option}' does to the command behind '{Name}'.";
            at += WithValue.Contains(option, StringComparer.Ordinal) ? 2 : 1;
            if (option is "--")
            {
                break;
            }
        }

        at += Operands;
        var first = at;
        while (Name is "env" or "sudo" && at < words.Count && Unwrapping.IsAssignment(words[at]))
        {
            at++;
        }

        objection ??= at > first ? Unwrapping.Variables : null;
        return at >= words.Count ? (null, objection) : (new SimpleCommand([.. words.Skip(at)]), objection);
    }
}
