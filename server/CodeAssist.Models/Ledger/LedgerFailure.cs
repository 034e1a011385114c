namespace CodeAssist.Models.Ledger;

/// <param name="Message">What cannot be done, in one sentence.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record LedgerFailure(string Message, string NextStep);
