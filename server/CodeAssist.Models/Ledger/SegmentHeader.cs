namespace CodeAssist.Models.Ledger;

/// <summary>The first thing in each file: from where the chain goes on.</summary>
/// <param name="Schema">Version of the format.</param>
/// <param name="FirstSequence">Number of the first record in this file.</param>
/// <param name="PreviousHash">Hash of the last record of the file before, in hexadecimal digits; zeros at the very beginning.</param>
internal sealed record SegmentHeader(int Schema, long FirstSequence, string PreviousHash)
{
    public const int CurrentSchema = 1;

    /// <summary>
    /// What was spent and reserved in the files before, in US dollars by day: they may be removed while budgets still count it.
    /// Null for nothing, and in files of earlier versions.
    /// </summary>
    public IReadOnlyDictionary<DateOnly, decimal>? Carried { get; init; }
}
