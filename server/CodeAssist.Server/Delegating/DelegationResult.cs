using CodeAssist.Core.Agent;

namespace CodeAssist.Server.Delegating;

/// <summary>What became of a task, and what it is called in the ledger.</summary>
internal sealed record DelegationResult(string TaskId, AgentOutcome Outcome);
