namespace CodeAssist.Models.Ledger;

/// <summary>What the ledger holds.</summary>
/// <param name="Entries">In the order of their sequence numbers.</param>
/// <param name="Problems">What is not as it was written; empty for a ledger that verifies.</param>
/// <param name="Bytes">Of all its files.</param>
public sealed record LedgerContents(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<LedgerProblem> Problems, long Bytes)
{
    /// <summary>Whether nothing was changed, added or taken out. A torn tail was never acknowledged.</summary>
    public bool IsIntact => Problems.All(problem => problem.Kind is LedgerProblemKind.TornTail);
}
