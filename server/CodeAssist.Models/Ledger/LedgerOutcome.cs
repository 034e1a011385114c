namespace CodeAssist.Models.Ledger;

/// <param name="Kind">What became of it.</param>
/// <param name="Detail">A stable code: of the refusal, or of the failure; empty where there is nothing to add.</param>
public sealed record LedgerOutcome(LedgerOutcomeKind Kind, string Detail);
