using CodeAssist.Context.Files;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Running;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Where the hands of one task work, and what they work with. Fixed for the task.</summary>
/// <param name="Root">Absolute path of the root; nothing above it is ever touched.</param>
/// <param name="Kept">Absolute path of the folder for what tasks keep: one folder below it for each. The user's own, out of reach of every tool.</param>
/// <param name="Approvals">Absolute path of the file with the user's approvals; the same holds for it.</param>
/// <param name="Git">The machine's Git, which only reads.</param>
/// <param name="Run">Has a command run by the broker.</param>
/// <param name="Time">Takes the time.</param>
internal sealed record HandsPlace(
    string Root,
    string Kept,
    string Approvals,
    IGit Git,
    Func<RunRequest, CancellationToken, Task<(RunReport? Report, ProcessFailure? Failure)>> Run,
    TimeProvider Time)
{
    /// <summary>Where files of the task may be open.</summary>
    public ITaskEditor Editor { get; init; } = NoEditor.Instance;

    /// <summary>Every folder that is open, for the policy.</summary>
    public IReadOnlyList<WorkspaceFolder> Workspaces { get; init; } = [];

    /// <summary>Why a command may not have the network, in one sentence; null where the user may allow it. The broker asks the policy again by itself.</summary>
    public Func<CancellationToken, Task<string?>> NetworkRefusal { get; init; } = static _ => Task.FromResult<string?>("Nothing allows it.");

    /// <summary>Writes what the user should be able to read later; null where it lies on the disk, otherwise why not.</summary>
    public Func<LedgerNotice, CancellationToken, Task<LedgerFailure?>> Note { get; init; } = static (_, _) => Task.FromResult<LedgerFailure?>(null);

    public RunLimits Limits { get; init; } = RunLimits.Usual;
}
