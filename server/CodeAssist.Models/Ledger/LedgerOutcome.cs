namespace CodeAssist.Models.Ledger;

/// <param name="Kind">What became of it.</param>
/// <param name="Detail">A stable code: of the refusal, or of the failure; empty where there is nothing to add.</param>
public sealed record LedgerOutcome(LedgerOutcomeKind Kind, string Detail)
{
    /// <summary>Why what does not fit the budgets was not sent.</summary>
    public const string OverBudget = "OverBudget";

    /// <summary>Null where nothing was reserved, and where nobody knows what it came to: then it is all that was reserved.</summary>
    public LedgerCharge? Charge { get; init; }
}
