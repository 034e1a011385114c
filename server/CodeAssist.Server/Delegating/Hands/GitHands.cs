using System.Text;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Commands;
using CodeAssist.Core.Review.Changes.Git;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Git that only reads, without the files that never leave the machine.</summary>
internal sealed class GitHands(TaskDisk disk, HandsPlace place)
{
    private const int MostCharacters = 32 * 1024;

    private static readonly string[] _verbs = ["status", "diff", "log", "show", "blame", "ls-files"];

    public async Task<ActionResult> ReadAsync(AgentAction.GitRead read, CancellationToken cancellationToken)
    {
        var verdict = CommandJudge.Judge(["git", read.Verb, .. read.Arguments]);
        if (!_verbs.Contains(read.Verb, StringComparer.Ordinal) || verdict.Need is not CommandNeed.ReadOnly)
        {
            return TaskDisk.Refuse(verdict.Need is CommandNeed.ReadOnly ? $"'git {read.Verb}' is not one of the commands that only read." : verdict.Reason);
        }

        foreach (var argument in read.Arguments.Where(argument => !argument.StartsWith('-')))
        {
            // "HEAD:path" as well as a path.
            var path = argument[(argument.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (path.Length > 0 && (await disk.AdmitAsync(path, cancellationToken)).Refused is { } refused)
            {
                return refused;
            }
        }

        if (await place.Git.OpenAsync(place.Root, cancellationToken) is not GitOpening.Opened { Folder: var folder })
        {
            return new ActionResult.Failed { Parts = [TaskDisk.Own("Git cannot read this folder.\n")] };
        }

        if (read.Verb is "show" && await ShowsBlobAsync(folder, read.Arguments, cancellationToken))
        {
            return TaskDisk.Refuse("A content is not shown without the path that it has.");
        }

        // Either would run a program that the repository names.
        string[] safe = read.Verb is "diff" or "log" or "show" ? ["--no-ext-diff", "--no-textconv"] : read.Verb is "blame" ? ["--no-textconv"] : [];
        var answer = await folder.AskAsync([read.Verb, .. safe, .. read.Arguments], default, cancellationToken);
        return answer switch
        {
            GitAnswer.Done { Output: var output } => new ActionResult.Done { Parts = [disk.Part(await AllowedAsync(Encoding.UTF8.GetString(output.Span), cancellationToken))] },
            GitAnswer.Failed { Failure: var failure } => new ActionResult.Failed { Parts = [disk.Part(failure.Message + "\n")] },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<bool> ShowsBlobAsync(IGitFolder folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        foreach (var name in arguments.Where(argument => !argument.StartsWith('-') && !argument.Contains(':', StringComparison.Ordinal)))
        {
            if (await folder.AskAsync(["cat-file", "-t", name], default, cancellationToken) is GitAnswer.Done { Output: var kind } && kind.Span.StartsWith("blob"u8))
            {
                return true;
            }
        }

        return false;
    }

    // Patches without those of files that no task may see, and not longer than a prompt takes.
    private async Task<string> AllowedAsync(string output, CancellationToken cancellationToken)
    {
        var kept = new StringBuilder();
        var isKept = true;
        foreach (var line in output.Split('\n'))
        {
            if (line.StartsWith("diff --", StringComparison.Ordinal))
            {
                isKept = await MaySeeAsync(line, cancellationToken);
                kept.Append(isKept ? "" : "(a change of a file that may not be read)\n");
            }
            else if (line.StartsWith("commit ", StringComparison.Ordinal))
            {
                isKept = true;
            }

            if (isKept)
            {
                kept.Append(line).Append('\n');
            }

            if (kept.Length > MostCharacters)
            {
                return kept.Append("There is more; ask for a part of it.\n").ToString();
            }
        }

        return kept.ToString();
    }

    // "diff --git a/OLD b/NEW", "diff --cc PATH".
    private async Task<bool> MaySeeAsync(string head, CancellationToken cancellationToken)
    {
        var names = head.StartsWith("diff --git a/", StringComparison.Ordinal) && head.LastIndexOf(" b/", StringComparison.Ordinal) is > 0 and var second
            ? [head["diff --git a/".Length..second], head[(second + 3)..]]
            : (string[])[head[(head.IndexOf(' ', "diff --".Length) + 1)..]];
        foreach (var name in names)
        {
            if ((await disk.AdmitAsync(name.Trim('"'), cancellationToken)).Path is null)
            {
                return false;
            }
        }

        return true;
    }
}
