using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.Reviewing.Memory;

namespace CodeAssist.Server.CommandLine.Stored;

/// <summary>All kinds of what is kept, or could be expected to be. <c>codeassist data list</c> shows exactly these.</summary>
internal static class StoredClasses
{
    public const string Ledger = "ledger";

    public static IReadOnlyList<StoredClass> In(AppDirectories directories)
    {
        var policy = PolicyFiles.In(directories.Config, directories.Data);
        var days = (int)new LedgerOptions().Retention.TotalDays;
        return
        [
            new("keys", "keys of model providers", "not kept here", "-", "in your editor's secret storage, or where you set them", []),
            new("prompts", "prompts and answers", "not kept; what an editor shows, until the server ends", "-", "close the editor", []),
            new("index", "the text of open folders", "in memory, until the folder is closed", "512 MiB of source", "close the folder", []),
            new("cache", "what can be made again", "until deleted", "-", "codeassist data purge cache", [directories.Cache]),
            new("logs", "what happened, without code unless log.level is trace", "until rotated", "3 files of 4 MiB for each program", "codeassist data purge logs", [directories.Log]),
            new("crash-files", "memory of a process that crashed", "not written", "-", "nothing to delete", []),
            new(Ledger, "who sent what where and what it cost, without content", $"{days} days", $"{days} days", "codeassist data purge ledger", [LedgerFiles.In(directories.Data)]),
            new("decisions", "what may leave this machine, and the private repositories", "until you decide otherwise", "-", "codeassist policy", [policy.User, policy.Private]) { CanBePurged = false },
            new("dismissals", "findings that are not to be shown again, with the reason", "until deleted", "-", "codeassist data purge dismissals", [ReviewMemory.DismissalsIn(directories.Data)]),
            new("reviews", "the last findings of each repository, with path and message", "50 reviews of each repository", "-", "codeassist data purge reviews", [ReviewMemory.ReviewsIn(directories.State)]),
            new("tasks", "how files were before tasks, until a task is over or a week has passed; and which edits suit which model", "7 days", "-", "codeassist data purge tasks", [Path.Combine(directories.State, "agent")]),
            new("approvals", "commands that you allowed for a repository once for all, and the scripts that they run", "until deleted", "-", "codeassist data purge approvals", [Path.Combine(directories.Data, "agent")]),
            new("usage", "how much of the suggestions was kept, how many tokens local models took and which of their answers held, without code", "until rotated", "9 files of 2 MiB", "codeassist data purge usage", UsageFiles.Paths(directories.Data)),
            new("models", "models that were downloaded, a list of those imported, and what was measured of them", "until removed", "-", "codeassist models remove", [new ModelShelf(directories.Data).Folder]) { CanBePurged = false },
        ];
    }
}
