using CodeAssist.Core.Agent.Actions;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>Asks which of a task's changes are kept, and takes the others back.</summary>
/// <param name="errors">Where it is asked.</param>
/// <param name="hands">Who takes changes back.</param>
/// <param name="canAnswer">Whether somebody sits there who could say what is kept.</param>
internal sealed class ChangeDecision(IAnsiConsole errors, IAgentHands hands, bool canAnswer)
{
    /// <param name="changes">What the task changed, at least one.</param>
    /// <param name="begin">How the files were before.</param>
    /// <param name="isAccepted">Whether all of it is kept without a question.</param>
    /// <param name="cancellationToken">Ends the question; that keeps nothing.</param>
    /// <returns>Whether all of it is kept.</returns>
    public async Task<bool> DecideAsync(IReadOnlyList<FileDifference> changes, Checkpoint begin, bool isAccepted, CancellationToken cancellationToken)
    {
        if (isAccepted)
        {
            return true;
        }

        var undone = await ChooseUndoneAsync(changes, cancellationToken);
        if (undone.Count == 0)
        {
            return true;
        }

        // To its end also when somebody has had enough: half of it would be neither.
        var restored = await hands.RestoreAsync(begin, undone.Count == changes.Count ? null : undone, CancellationToken.None);
        foreach (var problem in restored.Problems)
        {
            errors.MarkupLineInterpolated($"[red]{TerminalText.Line(problem)}[/]");
        }

        errors.MarkupLineInterpolated($"Taken back: {TerminalText.Line(string.Join(", ", undone))}.{(canAnswer ? "" : " Keep changes with --accept.")}");
        return false;
    }

    private async Task<List<string>> ChooseUndoneAsync(IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken)
    {
        var all = changes.SelectMany(Paths).ToList();
        if (!canAnswer || cancellationToken.IsCancellationRequested)
        {
            return all;
        }

        try
        {
            return await AskAsync(changes, all, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return all;
        }
    }

    private async Task<List<string>> AskAsync(IReadOnlyList<FileDifference> changes, List<string> all, CancellationToken cancellationToken)
    {
        while (true)
        {
            errors.Markup("Keep the changes? [grey](y: all, f: file by file, u: undo all)[/] ");
            switch (await Terminal.ReadLineAsync(cancellationToken))
            {
                case "y":
                    return [];
                case "u" or null:
                    return all;
                case "f":
                    return await ChooseFilesAsync(changes, cancellationToken);
            }
        }
    }

    private async Task<List<string>> ChooseFilesAsync(IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken)
    {
        var undone = new List<string>();
        foreach (var change in changes)
        {
            errors.MarkupInterpolated($"Keep {TerminalText.Line(change.Path)}? [grey](y: keep, anything else: undo)[/] ");
            if (await Terminal.ReadLineAsync(cancellationToken) is not "y")
            {
                undone.AddRange(Paths(change));
            }
        }

        return undone;
    }

    // Where a file has another name, both are what they were.
    private static IEnumerable<string> Paths(FileDifference change) => change.OldPath is { } old ? [old, change.Path] : [change.Path];
}
