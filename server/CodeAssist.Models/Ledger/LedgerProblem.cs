namespace CodeAssist.Models.Ledger;

/// <param name="Kind">For programs.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="Sentence">For people.</param>
public sealed record LedgerProblem(LedgerProblemKind Kind, string File, int Offset, string Sentence);
