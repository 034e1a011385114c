using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>Whether what a call may cost is reserved. Nothing may be sent before it is.</summary>
public abstract record SpendReceipt
{
    private SpendReceipt()
    {
    }

    /// <summary>It is reserved, and the attempt is on record.</summary>
    /// <param name="Sequence">Number of the record; <see cref="AuditLedger.SettleAsync"/> wants it.</param>
    public sealed record Reserved(long Sequence) : SpendReceipt;

    /// <summary>The budgets do not allow it; that it was tried is on record.</summary>
    public sealed record OverBudget(BudgetVerdict.Over Verdict) : SpendReceipt;

    /// <summary>Nothing is on record.</summary>
    public sealed record Lost(LedgerFailure Failure) : SpendReceipt;
}
