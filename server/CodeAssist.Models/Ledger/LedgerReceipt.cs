namespace CodeAssist.Models.Ledger;

/// <summary>Whether a record is safe. Nothing may be sent on a record that is not.</summary>
public abstract record LedgerReceipt
{
    private LedgerReceipt()
    {
    }

    /// <summary>It lies on the disk and outlives a kill and a power cut.</summary>
    /// <param name="Sequence">Its number.</param>
    public sealed record Kept(long Sequence) : LedgerReceipt;

    public sealed record Lost(LedgerFailure Failure) : LedgerReceipt;
}
