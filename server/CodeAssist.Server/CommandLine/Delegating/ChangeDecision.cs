using CodeAssist.Core.Agent.Actions;
using CodeAssist.Server.Delegating.Output;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>Asks which of a task's changes are kept, and takes the others back.</summary>
/// <param name="errors">Where it is asked.</param>
/// <param name="hands">Who takes changes back.</param>
/// <param name="answer">Reads a line of whoever sits there and can say what is kept; null where nobody does.</param>
internal sealed class ChangeDecision(IAnsiConsole errors, IAgentHands hands, Func<CancellationToken, Task<string?>>? answer)
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
        var files = undone.Where(choice => choice.Place is null).ToList();
        List<string> problems = [];
        if (files.Count > 0)
        {
            problems.AddRange((await hands.RestoreAsync(begin, files.Count == changes.Count ? null : [.. files.SelectMany(choice => choice.Paths)], CancellationToken.None)).Problems);
        }

        foreach (var places in undone.Where(choice => choice.Place is not null).GroupBy(choice => choice.Change))
        {
            problems.AddRange((await hands.RestorePlacesAsync(begin, places.Key.Path, [.. places.Select(choice => choice.Place!)], CancellationToken.None)).Problems);
        }

        foreach (var problem in problems)
        {
            errors.MarkupLineInterpolated($"[red]{TerminalText.Line(problem)}[/]");
        }

        errors.MarkupLineInterpolated($"Taken back: {TerminalText.Line(string.Join("; ", undone.Select(choice => choice.Title)))}.{(answer is not null ? "" : " Keep changes with --accept.")}");
        return false;
    }

    private async Task<IReadOnlyList<UndoChoice>> ChooseUndoneAsync(IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken)
    {
        IReadOnlyList<UndoChoice> all = [.. changes.Select(change => new UndoChoice(change, null))];
        if (answer is null || cancellationToken.IsCancellationRequested)
        {
            return all;
        }

        try
        {
            return await AskAsync(answer, changes, all, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return all;
        }
    }

    private async Task<IReadOnlyList<UndoChoice>> AskAsync(
        Func<CancellationToken, Task<string?>> answer, IReadOnlyList<FileDifference> changes, IReadOnlyList<UndoChoice> all, CancellationToken cancellationToken)
    {
        while (true)
        {
            errors.Markup("Keep the changes? [grey](y: all, f: file by file, u: undo all)[/] ");
            switch (await answer(cancellationToken))
            {
                case "y":
                    return [];
                case "u" or null:
                    return all;
                case "f":
                    return await ChooseFilesAsync(answer, changes, cancellationToken);
            }
        }
    }

    private async Task<List<UndoChoice>> ChooseFilesAsync(Func<CancellationToken, Task<string?>> answer, IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken)
    {
        var undone = new List<UndoChoice>();
        foreach (var change in changes)
        {
            var places = change.Places.Count > 1 ? $"p: place by place, all {change.Places.Count}; " : "";
            errors.MarkupInterpolated($"Keep {TerminalText.Line(change.Path)}? [grey](y: keep, {places}anything else: undo)[/] ");
            switch (await answer(cancellationToken))
            {
                case "y":
                    break;
                case "p" when change.Places.Count > 1:
                    undone.AddRange(await ChoosePlacesAsync(answer, change, cancellationToken));
                    break;
                default:
                    undone.Add(new UndoChoice(change, null));
                    break;
            }
        }

        return undone;
    }

    private async Task<List<UndoChoice>> ChoosePlacesAsync(Func<CancellationToken, Task<string?>> answer, FileDifference change, CancellationToken cancellationToken)
    {
        var undone = new List<UndoChoice>();
        foreach (var place in change.Places)
        {
            errors.WriteLine(TerminalText.Of(place.Diff.TrimEnd('\n')));
            errors.Markup("Keep this? [grey](y: keep, anything else: undo)[/] ");
            if (await answer(cancellationToken) is not "y")
            {
                undone.Add(new UndoChoice(change, place));
            }
        }

        return undone;
    }
}
