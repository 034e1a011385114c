using System.Globalization;
using CodeAssist.Context;
using CodeAssist.Context.Checkpoints;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Commands;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Integrity;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Running;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Runs commands that the user approved, by what they are and not by what a model says of them; without the network, unless the user allows it for this one run.</summary>
internal sealed class RunningHands(TaskDisk disk, HandsPlace place, CheckpointStore checkpoints, GitHands git, ApprovalFile approvals, IReadOnlySet<string> changed)
{
    private const int MostTold = 8 * 1024;

    /// <summary>Of a file that is kept to show what has changed in it, in characters.</summary>
    private const int MostKept = 64 * 1024;

    /// <summary>Of what has changed, in a question, in characters.</summary>
    private const int MostShown = 4 * 1024;

    public async Task<ActionResult> RunAsync(AgentAction.Run run, ApprovalGrant? grant, CancellationToken cancellationToken)
    {
        var verdict = CommandJudge.Judge(run.Arguments);
        if (verdict.Need is CommandNeed.Refused)
        {
            return TaskDisk.Refuse(verdict.Reason);
        }

        var (folder, refused) = await disk.AdmitAsync(run.Folder, cancellationToken);
        if (folder is null)
        {
            return refused!;
        }

        if (!disk.Folder.TryList(folder, out _, out var objection))
        {
            return disk.Fail(objection);
        }

        if (verdict is { Need: CommandNeed.ReadOnly, Commands: [{ Name: "git" } command] } && command.Words.Count > 1 && !command.Words[1].StartsWith('-') && folder.Text.Length == 0)
        {
            return await git.ReadAsync(new AgentAction.GitRead(command.Words[1], [.. command.Words.Skip(2)]), cancellationToken);
        }

        if (run.WantsNetwork && await place.NetworkRefusal(cancellationToken) is { } why)
        {
            return TaskDisk.Refuse($"No command has the network here. {why}");
        }

        var at = folder.Text.Length == 0 ? place.Root : Path.Combine(place.Root, folder.Text);
        var request = new RunRequest(run.Arguments, at, run.WantsNetwork, place.Workspaces, place.Limits, RunRequest.Content(run.Arguments, at, run.WantsNetwork));
        string Content(SimpleCommand one) => ContentOf(one, folder);

        // A check that does not see what is to be checked is worth nothing: then the user is asked to save, also where the command itself is allowed.
        var unseen = string.Join(", ", (await disk.NotSavedAsync(cancellationToken)).Where(changed.Contains));
        var key = Sha256.HexOf(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [request.Approved, .. verdict.Commands.Select(Content), unseen])));
        var isGranted = string.Equals(grant?.Key, key, StringComparison.Ordinal);
        if (!isGranted && (run.WantsNetwork || unseen.Length > 0 || !approvals.Read().Cover(verdict, Content)))
        {
            var question = Question(run, folder, verdict, key);
            var since = Changes(approvals.Read().Before(verdict, Content));
            question = since.Length == 0 ? question : question with { Shown = $"{question.Shown}\n\nWhat it runs has changed since you allowed it:\n{since}" };
            return new ActionResult.NeedsApproval(unseen.Length == 0 ? question : question with { Why = $"The task changed {unseen} in the editor: save that first, or the command does not see it. {question.Why}", CanBeRemembered = false });
        }

        if (run.WantsNetwork && await place.Note(Notice(run), cancellationToken) is { } failure)
        {
            return TaskDisk.Refuse($"No command has the network that is not on record. {failure.Message} {failure.NextStep}");
        }

        if (isGranted && grant!.IsRemembered && !run.WantsNetwork)
        {
            approvals.Write(approvals.Read().With(verdict, Content, one => [.. FilesOf(one, folder).Select(Kept).OfType<CommandFile>()]));
        }

        return await CarryOutAsync(request, cancellationToken);
    }

    // With the network it is asked each time: what it fetches or sends is another thing every day.
    private static ApprovalRequest Question(AgentAction.Run run, TaskPath folder, CommandVerdict verdict, string key)
    {
        var words = CommandWords.Join(run.Arguments);
        var shown = words + (folder.Text.Length == 0 ? "" : $"\nin {folder}") + (run.WantsNetwork ? "\nwith the network" : "");
        return run.WantsNetwork
            ? new ApprovalRequest(key, $"Run {words} with the network", shown, $"It could send what it reads to anybody. {verdict.Reason}", CanBeRemembered: false)
            : new ApprovalRequest(key, $"Run {words}", shown, verdict.Reason, verdict.MayBeRemembered) { OnlyReads = verdict.Need is CommandNeed.ReadOnly };
    }

    // The program alone: arguments can hold a key.
    private static LedgerNotice Notice(AgentAction.Run run) =>
        new(LedgerNotice.CommandWithNetwork, $"By the user's word a command of a task has the network: {Path.GetFileName(run.Arguments[0])}, with {(run.Arguments.Count - 1).ToString(CultureInfo.InvariantCulture)} arguments.");

    private async Task<ActionResult> CarryOutAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (await checkpoints.MarkAsync(cancellationToken) is not { } mark)
        {
            return TaskDisk.Refuse("How the files are now cannot be kept, so that nothing could be undone.");
        }

        var (report, failure) = await place.Run(request, cancellationToken);
        if (report is null)
        {
            return new ActionResult.Failed { Parts = [disk.Part($"{failure?.Message} {failure?.NextStep}\n")] };
        }

        var unsaved = string.Join(", ", await disk.NotSavedAsync(cancellationToken));
        var differences = await checkpoints.CompareAsync(mark, cancellationToken);
        var end = report.Stopped ?? string.Create(CultureInfo.InvariantCulture, $"It ended with code {report.ExitCode}.");
        var said = report.Output.Length <= 2 * MostTold ? report.Output : $"{report.Output[..MostTold]}\n[… left out …]\n{report.Output[^MostTold..]}";
        return new ActionResult.Done
        {
            Changed = [.. differences.SelectMany(difference => new[] { difference.Path, difference.OldPath }).OfType<string>()],
            Diff = string.Concat(differences.Select(difference => difference.Diff.TrimEnd('\n') + "\n")),
            Command = new CommandEnd(report.ExitCode, report.Output, report.Stopped),
            Parts = [disk.Part($"{said}{(said.EndsWith('\n') ? "" : "\n")}{end} {report.Network}\n{(unsaved.Length == 0 ? "" : $"Not saved in the editor, so that the command saw them as they lie on the disk: {unsaved}.\n")}")],
        };
    }

    // The files of the folder that a command runs: with another content it is another command.
    private string ContentOf(SimpleCommand command, TaskPath folder) => string.Concat(FilesOf(command, folder).Select(file => $"{file.Path} {Sha256.HexOf(file.Bytes.Span)}\n"));

    private List<(TaskPath Path, ReadOnlyMemory<byte> Bytes)> FilesOf(SimpleCommand command, TaskPath folder)
    {
        var names = command.Name switch
        {
            "npm" or "pnpm" or "yarn" or "bun" => ["package.json"],
            "make" => ["Makefile", "makefile", "GNUmakefile"],
            _ => command.Words.Where(word => !word.StartsWith('-')).ToArray(),
        };
        List<(TaskPath, ReadOnlyMemory<byte>)> files = [];
        foreach (var name in names.Select(name => folder.Text.Length == 0 ? name : $"{folder}/{name}"))
        {
            if (TaskPath.TryParse(name, out var path, out _) && path.Text.Length > 0 && disk.Folder.TryRead(path, out var file, out _))
            {
                files.Add((path, file.Bytes));
            }
        }

        return files;
    }

    private static CommandFile? Kept((TaskPath Path, ReadOnlyMemory<byte> Bytes) file) =>
        SourceBytes.Decode(file.Path.Text, file.Bytes.Span) is { Text.Length: <= MostKept } text ? new CommandFile(file.Path.Text, text.Text) : null;

    private string Changes(IReadOnlyList<CommandFile> before)
    {
        var diff = string.Concat(before.Select(was => FileDiff.Of(was.Path, was.Text, was.Path, Now(was.Path)).Text));
        return diff.Length <= MostShown ? diff : $"{diff[..MostShown]}\n[… left out …]\n";
    }

    private string? Now(string path) =>
        TaskPath.TryParse(path, out var parsed, out _) && disk.Folder.TryRead(parsed, out var file, out _) ? SourceBytes.Decode(path, file.Bytes.Span)?.Text : null;
}
