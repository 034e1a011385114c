using System.Globalization;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Checks;

/// <summary>Runs the commands that check the code, before the first change and after changes, and tells what is new.</summary>
/// <param name="checks">The commands, the quickest first.</param>
/// <param name="repository">Identity of the repository, from which their output comes.</param>
/// <param name="run">Runs one; asks the user where that has to be.</param>
internal sealed class Verification(IReadOnlyList<CheckCommand> checks, string repository, Func<AgentAction.Run, CancellationToken, Task<ActionResult>> run)
{
    private const int MostTold = 12;
    private const int MostCharacters = 4_000;

    private readonly Dictionary<CheckCommand, HashSet<string>> _before = [];
    private readonly Dictionary<CheckCommand, string> _silent = [];
    private bool _isBegun;

    /// <summary>Learns what is wrong before anything is changed. Once for a task.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_isBegun)
        {
            return;
        }

        _isBegun = true;
        foreach (var check in checks)
        {
            if (await RunAsync(check, cancellationToken) is { } end)
            {
                _before[check] = [.. Problems(end).Select(problem => problem.Identity)];
            }
        }
    }

    public async Task<CheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var remaining = new List<PayloadPart>();
        var ran = new List<string>();
        foreach (var check in checks.Where(check => !_silent.ContainsKey(check)))
        {
            if (await RunAsync(check, cancellationToken) is not { } end)
            {
                continue;
            }

            ran.Add(check.Words);
            if (end.IsSuccess)
            {
                continue;
            }

            var known = _before.GetValueOrDefault(check) ?? [];
            var problems = Problems(end);
            var added = problems.Where(problem => !known.Contains(problem.Identity)).ToList();
            if (added.Count > 0)
            {
                // What comes after it in the list builds on it.
                return new CheckOutcome.Worse([Told(check, end, added, "New since your changes")]);
            }

            remaining.Add(Told(check, end, problems, "The same as before your changes"));
        }

        return remaining.Count > 0 ? new CheckOutcome.Same(remaining)
            : ran.Count > 0 ? new CheckOutcome.Sound(string.Join(", ", ran))
            : new CheckOutcome.Unknown(checks.Count == 0 ? "No build and no tests are known here: agent.checks can name them." : string.Join(' ', _silent.Values));
    }

    /// <returns>Null where it did not run; it is not tried again.</returns>
    private async Task<CommandEnd?> RunAsync(CheckCommand check, CancellationToken cancellationToken)
    {
        if (_silent.ContainsKey(check))
        {
            return null;
        }

        switch (await run(new AgentAction.Run(check.Arguments, check.Folder), cancellationToken))
        {
            case ActionResult.Done { Command: { } end }:
                return end;
            case ActionResult.Refused refused:
                _silent[check] = $"{check.Words} did not run: {refused.Why}";
                return null;
            case var other:
                _silent[check] = $"{check.Words} did not run{(other.Text.Length == 0 ? "." : $": {other.Text.Trim()}")}";
                return null;
        }
    }

    /// <summary>Whatever a failed command says counts as one problem where nothing of it looks like one.</summary>
    private static IReadOnlyList<(string Line, string Identity)> Problems(CommandEnd end)
    {
        if (end.IsSuccess)
        {
            return [];
        }

        var problems = ProblemLines.Read(end.Output);
        return problems.Count > 0 ? problems : [(end.Stopped ?? string.Create(CultureInfo.InvariantCulture, $"It ended with {end.ExitCode}."), "")];
    }

    private PayloadPart Told(CheckCommand check, CommandEnd end, IReadOnlyList<(string Line, string Identity)> problems, string what)
    {
        var ended = end.Stopped is { } stopped ? $"was ended: {stopped}" : string.Create(CultureInfo.InvariantCulture, $"ended with {end.ExitCode}");
        var lines = string.Join('\n', problems.Take(MostTold).Select(problem => $"  {problem.Line}"));
        var more = problems.Count > MostTold ? string.Create(CultureInfo.InvariantCulture, $"\n  and {problems.Count - MostTold} more") : "";
        var text = $"{check.Words} {ended}. {what}:\n{lines}{more}\n\nThe end of its output:\n{Last(end.Output)}\n";
        return new PayloadPart(text, [new PartOrigin.Workspace(repository)]);
    }

    private static string Last(string output) => output.Length <= MostCharacters ? output.TrimEnd() : "…" + output[^MostCharacters..].TrimEnd();
}
