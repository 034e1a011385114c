using CodeAssist.Models.Ledger;

namespace CodeAssist.Server.CommandLine.Stored;

/// <summary>What <c>codeassist data verify --json</c> prints.</summary>
/// <param name="IsIntact">Whether every record is as it was written and follows from the one before it.</param>
/// <param name="Entries">How many attempts and notices there are.</param>
/// <param name="FirstSequence">Number of the first; null for an empty ledger.</param>
/// <param name="LastSequence">Number of the last.</param>
/// <param name="Problems">What is not as it should be.</param>
internal sealed record LedgerReport(bool IsIntact, int Entries, long? FirstSequence, long? LastSequence, IReadOnlyList<LedgerProblem> Problems)
{
    public static LedgerReport Of(LedgerContents contents) => new(
        contents.IsIntact, contents.Entries.Count, contents.Entries.Count == 0 ? null : contents.Entries[0].Sequence, contents.Entries.Count == 0 ? null : contents.Entries[^1].Sequence, contents.Problems);
}
