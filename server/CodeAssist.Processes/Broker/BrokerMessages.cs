using CodeAssist.Core.Policy;
using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Broker;

#pragma warning disable MA0048 // The records of one wire, read together.

internal sealed record PingParams;

/// <param name="ProcessId">The broker's.</param>
internal sealed record PingResult(int ProcessId);

internal sealed record PolicyParams(IReadOnlyList<WorkspaceFolder> Workspaces);

/// <param name="Open">Whether something may leave the machine.</param>
/// <param name="Reasons">Why not; empty when it may.</param>
internal sealed record PolicyResult(bool Open, IReadOnlyList<LocalOnlyReason> Reasons);

/// <param name="Purpose">What it is to do.</param>
/// <param name="Workspaces">Every folder that is open; none for models.</param>
internal sealed record StartEgressParams(EgressPurpose Purpose, IReadOnlyList<WorkspaceFolder> Workspaces);

/// <summary>One of the three is set.</summary>
/// <param name="Door">The way to egress.</param>
/// <param name="Reasons">Why it may not run; empty when it may.</param>
/// <param name="Failure">Why it does not run although it may, or null.</param>
internal sealed record StartEgressResult(EgressDoor? Door, IReadOnlyList<LocalOnlyReason> Reasons, ProcessFailure? Failure);

internal sealed record StartModelHostParams;

/// <param name="StartedNow">True when this call started it, false when it ran already.</param>
/// <param name="Failure">Why there is none, or null.</param>
internal sealed record StartModelHostResult(bool StartedNow, ProcessFailure? Failure);

/// <summary>One of the two is set.</summary>
/// <param name="Report">How the command ended.</param>
/// <param name="Failure">Why it was not run.</param>
internal sealed record RunCommandResult(RunReport? Report, ProcessFailure? Failure);
