using System.Globalization;
using System.Text;
using CodeAssist.Context;
using CodeAssist.Context.Checkpoints;
using CodeAssist.Context.Files;
using CodeAssist.Context.Outline;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Changes files: all blocks of an edit or none, each in the encoding that it has.</summary>
internal sealed class EditingHands(TaskDisk disk, CheckpointStore checkpoints, TaskDiagnostics diagnostics)
{
    private readonly EditPlanner _planner = new(new CodeOutline(), LanguageIds.Of);

    public async Task<ActionResult> EditAsync(AgentAction.Edit edit, ApprovalGrant? grant, CancellationToken cancellationToken)
    {
        foreach (var written in edit.Blocks.SelectMany(block => block is EditBlock.Rename rename ? [block.Path, rename.NewPath] : (string[])[block.Path]))
        {
            var (path, refused) = await disk.AdmitAsync(written, cancellationToken);
            if (path is null)
            {
                return refused!;
            }

            if (FileStandings.Of(path, out var why) is FileStanding.NeverWritten)
            {
                return TaskDisk.Refuse(why);
            }

            if (disk.Folder.TryRead(path, out _, out var objection) is false && objection!.Kind is FileObjectionKind.LeadsOutside)
            {
                return TaskDisk.Refuse(objection.Why);
            }
        }

        Dictionary<TaskPath, TaskText> texts = [];
        return _planner.Plan(edit.Blocks, path => Source(path, texts)) switch
        {
            EditPlan.Failed failed => new ActionResult.Failed { FailedBlocks = [.. failed.Failures.Select(failure => failure.Index)], Parts = [disk.Part(Sentences(failed))] },
            EditPlan.Ready { Files: [] } => new ActionResult.Failed { Parts = [TaskDisk.Own("The edit changes nothing.\n")] },
            EditPlan.Ready ready when ready.Files.FirstOrDefault(file => (file.After is null || file.IsRenamed) && texts.TryGetValue(file.Path, out var text) && text.IsUnsaved) is { } open =>
                new ActionResult.Failed { Parts = [disk.Part($"Nothing was changed: '{open.Path}' has changes in the editor that are not saved, so it is neither renamed nor deleted.\n")] },
            EditPlan.Ready ready when Question(ready, texts) is { } request && !string.Equals(grant?.Key, request.Key, StringComparison.Ordinal) => new ActionResult.NeedsApproval(request),
            EditPlan.Ready ready => await WriteAsync(ready, texts, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private EditSource Source(TaskPath path, Dictionary<TaskPath, TaskText> texts)
    {
        if (!disk.TryRead(path, out var text, out var objection))
        {
            return objection.Kind is FileObjectionKind.Missing ? new EditSource(null, null, WasRead: false) : new EditSource(null, objection.Why, WasRead: false);
        }

        // Not even the lines that come nearest to a quote.
        if (disk.SecondName(path, text) is { } second)
        {
            return new EditSource(null, second, WasRead: false);
        }

        texts[path] = text;
        var (isRead, isStale) = disk.Knows(path, text.Text);
        var why = text.IsUnsaved && !disk.Unsaved.Editor.CanChange ? $"'{path}' has changes in the editor that are not saved; they have to be saved first."
            : isStale ? $"'{path}' is no longer what was read; read it again."
            : null;
        return new EditSource(text.Text, why, isRead);
    }

    // What says what others run is shown as it will be, each time.
    private static ApprovalRequest? Question(EditPlan.Ready plan, Dictionary<TaskPath, TaskText> texts)
    {
        List<string> reasons = [];
        foreach (var file in plan.Files)
        {
            foreach (var path in (TaskPath[])[file.Path, file.NewPath])
            {
                if (FileStandings.Of(path, out var why) is FileStanding.AsksEachTime)
                {
                    reasons.Add(why);
                }
            }

            if (texts.TryGetValue(file.Path, out var text) && text.File.Links > 1)
            {
                reasons.Add($"'{file.Path}' has a second name, which may lie outside this folder.");
            }
        }

        if (reasons.Count == 0)
        {
            return null;
        }

        var shown = Diff(plan);
        var title = plan.Files is [var only] ? $"Change {only.NewPath}" : string.Create(CultureInfo.InvariantCulture, $"Change {plan.Files.Count} files");
        return new ApprovalRequest(TaskDisk.Fingerprint(shown), title, shown, reasons[0], CanBeRemembered: false);
    }

    private async Task<ActionResult> WriteAsync(EditPlan.Ready plan, Dictionary<TaskPath, TaskText> texts, CancellationToken cancellationToken)
    {
        if (await checkpoints.MarkAsync(cancellationToken) is not { } mark)
        {
            return TaskDisk.Refuse("How the files are now cannot be kept, so that nothing could be undone.");
        }

        if (await WriteAllAsync(plan, texts) is { } objection)
        {
            // No other wish ends this: a half-made edit is worse than a late one.
            var back = await checkpoints.RestoreAsync(mark, Paths(plan), CancellationToken.None);
            return new ActionResult.Failed { Parts = [disk.Part(objection + "\n" + string.Concat(back.Problems.Select(problem => problem + "\n")))] };
        }

        foreach (var file in plan.Files.Where(file => file.After is not null))
        {
            disk.Remember(file.NewPath, file.After!, isWhole: file.Before is null || (texts.TryGetValue(file.Path, out var text) && disk.Knows(file.Path, text.Text).IsRead));
        }

        var said = await diagnostics.OfAsync(plan.Files, cancellationToken);
        var told = string.Concat(plan.Files.Select(file => $"{Verb(file)} {file.NewPath}{(IsOpen(file, texts) ? " in the editor, where it is not saved" : "")}.\n"));
        return new ActionResult.Done { Changed = [.. Paths(plan).Select(path => path.Text)], Diff = Diff(plan), Parts = [disk.Part(told), .. said] };
    }

    /// <summary>The disk first: it can be written back, should the editor not want the rest.</summary>
    /// <returns>Why not; then some of it may be written.</returns>
    private async Task<string?> WriteAllAsync(EditPlan.Ready plan, Dictionary<TaskPath, TaskText> texts)
    {
        foreach (var file in plan.Files.Where(file => !IsOpen(file, texts)))
        {
            if (Write(file, texts) is { } objection)
            {
                return objection.Why;
            }
        }

        var open = plan.Files.Where(file => IsOpen(file, texts)).Select(file => new OpenTextChange(file.Path, texts[file.Path].Unsaved!, file.After!)).ToList();
        return open.Count == 0 ? null : await disk.Unsaved.Editor.ChangeAsync(open);
    }

    private static bool IsOpen(EditedFile file, Dictionary<TaskPath, TaskText> texts) => texts.TryGetValue(file.Path, out var text) && text.IsUnsaved && file.Before is not null;

    private static string Verb(EditedFile file) => file.Before is null ? "Created" : file.After is null ? "Deleted" : file.IsRenamed ? $"Renamed {file.Path} to" : "Changed";

    private FileObjection? Write(EditedFile file, Dictionary<TaskPath, TaskText> texts)
    {
        if (file.Before is null)
        {
            return disk.Folder.Write(file.NewPath, SourceBytes.Encode(file.After!, SourceEncoding.Utf8), expected: null, mode: null);
        }

        var text = texts[file.Path];
        if (file.After is null)
        {
            return disk.Folder.Delete(file.Path, text.File.Bytes);
        }

        var objection = file.IsRenamed ? disk.Folder.Rename(file.Path, file.NewPath, text.File.Bytes) : null;
        return objection
            ?? (string.Equals(file.Before, file.After, StringComparison.Ordinal) ? null : disk.Folder.Write(file.NewPath, SourceBytes.Encode(file.After, text.Encoding), text.File.Bytes, Mode(text)));
    }

    private static string Diff(EditPlan.Ready plan) => string.Concat(plan.Files.Select(file => FileDiff.Of(file.Path.Text, file.Before, file.NewPath.Text, file.After).Text));

    private static UnixFileMode? Mode(TaskText text) => OperatingSystem.IsWindows() ? null : text.File.Mode;

    private static List<TaskPath> Paths(EditPlan.Ready plan) => [.. plan.Files.SelectMany(file => (TaskPath[])[file.Path, file.NewPath]).Distinct()];

    private static string Sentences(EditPlan.Failed failed)
    {
        var text = new StringBuilder("Nothing was changed. Send again only the blocks named here, or all where others depend on them.\n");
        foreach (var failure in failed.Failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"Block {failure.Index + 1}, {failure.Path}: {failure.Message.TrimEnd('\n')}\n");
        }

        return text.ToString();
    }
}
