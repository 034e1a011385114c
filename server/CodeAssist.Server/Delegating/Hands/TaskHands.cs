using CodeAssist.Context.Files;
using CodeAssist.Core.Policy;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Git;
using CodeAssist.Server.Composition;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Opens the hands of a task with what this process has: the broker, the machine's Git, the user's own folders.</summary>
internal static class TaskHands
{
    /// <param name="startup">The process's first steps.</param>
    /// <param name="root">Absolute path of the task's root.</param>
    /// <param name="workspaces">Every folder that is open, for the policy.</param>
    /// <param name="editor">Where files of the task may be open.</param>
    /// <param name="note">Writes what the user should be able to read later.</param>
    /// <returns>Exactly one of the two; the problem is whole sentences.</returns>
    public static (AgentHands? Hands, string? Problem) TryOpen(
        Startup startup, string root, IReadOnlyList<WorkspaceFolder> workspaces, ITaskEditor editor, Func<LedgerNotice, CancellationToken, Task<LedgerFailure?>> note)
    {
        var own = startup.Places.Directories;
        string[] folders = [own.Config, own.Data, own.State, own.Cache, own.Runtime];
        if (Array.Exists(folders, folder => IsIn(folder, root) || IsIn(root, folder)))
        {
            // What the user allowed, and what may leave, lies there: a task must not reach it.
            return (null, $"{root} holds CodeAssist's own files, or lies among them. Work in the folder of a project.");
        }

        var place = new HandsPlace(
            root,
            Path.Combine(own.State, "agent", "kept"),
            Path.Combine(own.Data, "agent", "approvals.json"),
            new GitProgram(TimeProvider.System),
            startup.RunCommandAsync,
            TimeProvider.System)
        {
            Editor = editor,
            Workspaces = workspaces,
            Note = note,
            NetworkRefusal = async cancellationToken => await startup.ReadPolicyAsync(workspaces, cancellationToken) is NetworkPolicy.LocalOnly local ? local.Reasons[0].Sentence : null,
        };
        return AgentHands.TryOpen(place) is { } hands ? (hands, null) : (null, $"{root} cannot be opened.");
    }

    private static bool IsIn(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal) || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
